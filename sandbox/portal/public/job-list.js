/** The logged-in user's jobs. */
(async () => {
  const { element, show } = window.portal;
  const heading = element('h1', { text: 'Jobs' });
  const user = window.cookies.get('user');
  if (!user) {
    location.href = '/login.html';
    return;
  }
  const row = (cells, name = 'td') =>
    element('tr', {
      children: cells.map((cell) =>
        typeof cell === 'string'
          ? element(name, { text: cell })
          : element(name, { children: [cell] }),
      ),
    });
  const link = (job) => {
    const query = new URLSearchParams({ username: job.username, jobName: job.name });
    return element('a', { href: `/job-detail.html?${query}`, text: job.name });
  };
  try {
    const query = new URLSearchParams({ username: user });
    const jobs = JSON.parse(await window.rest.call(`/jobs?${query}`));
    const rows = jobs.map((job) =>
      row([link(job), job.virtualCluster, job.state, job.tags.join(', ')]),
    );
    const head = row(['Name', 'Virtual cluster', 'State', 'Tags'], 'th');
    show(
      heading,
      element('table', {
        children: [element('thead', { children: [head] }), element('tbody', { children: rows })],
      }),
      element('p', { text: jobs.length === 0 ? 'There are no jobs yet.' : '' }),
    );
  } catch (error) {
    show(heading, element('p', { role: 'alert', text: error.message }));
  }
})();
