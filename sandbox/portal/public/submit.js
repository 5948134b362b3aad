/** The submission page: takes a job handed over in `localStorage.marketItem` once, shows it, submits it. */
(() => {
  const { element, show } = window.portal;

  const takeHandedOver = () => {
    const text = localStorage.getItem('marketItem');
    localStorage.removeItem('marketItem');
    if (text === null) return undefined;
    const job = JSON.parse(text);
    const suffix = Math.random().toString(16).slice(2, 10);
    return { ...job, name: `${job.name}_${suffix}` };
  };

  const job = takeHandedOver();
  const label = element('label', { for: 'protocol', text: 'Job protocol' });
  const area = element('textarea', { id: 'protocol', rows: '24', spellcheck: 'false' });
  area.value = job === undefined ? '' : JSON.stringify(job, null, 2);
  const outcome = element('p', { role: 'status' });
  const button = element('button', { type: 'button', text: 'Submit' });
  button.addEventListener('click', async () => {
    try {
      const headers = { 'Content-Type': 'text/yaml' };
      await window.rest.call('/jobs', { method: 'POST', headers, body: area.value });
      location.href = '/job-list.html';
    } catch (error) {
      outcome.textContent = error.message;
    }
  });
  show(element('h1', { text: 'Submit a job' }), label, area, button, outcome);
})();
