/** One job: its state, followed until it ends, and its protocol as text. */
(async () => {
  const { element, show } = window.portal;
  const query = new URLSearchParams(location.search);
  const name = query.get('jobName') ?? '';
  const path = `/jobs/${encodeURIComponent(`${query.get('username') ?? ''}~${name}`)}`;
  const heading = element('h1', { text: name });
  const state = element('p', { role: 'status', id: 'job-state' });
  const tags = element('p', { id: 'job-tags' });
  const stop = element('button', { type: 'button', text: 'Stop' });
  stop.addEventListener('click', async () => {
    const headers = { 'Content-Type': 'application/json' };
    const body = JSON.stringify({ value: 'STOP' });
    await window.rest.call(`${path}/executionType`, { method: 'PUT', headers, body });
  });

  const refresh = async () => {
    const job = JSON.parse(await window.rest.call(path));
    state.textContent = job.jobStatus.state;
    tags.textContent = job.tags.length === 0 ? '' : `Tags: ${job.tags.join(', ')}`;
    if (['WAITING', 'RUNNING', 'STOPPING'].includes(job.jobStatus.state)) setTimeout(refresh, 1000);
    else stop.disabled = true;
  };

  try {
    await refresh();
    const protocol = await window.rest.call(`${path}/config`);
    show(heading, state, tags, stop, element('pre', { id: 'job-protocol', text: protocol }));
  } catch (error) {
    show(heading, element('p', { role: 'alert', text: error.message }));
  }
})();
