/** The portal's HTML: one frame, a script per page, no inline script and no data in it. */

interface Page {
  title: string;
  /** Scripts under /assets/, in order. */
  scripts: string[];
}

const PAGES: Record<string, Page> = {
  '/': { title: 'Home', scripts: ['home.js'] },
  '/plugin.html': { title: 'Plugin', scripts: ['plugin.js'] },
  '/login.html': { title: 'Log in', scripts: ['login.js'] },
  '/job-list.html': { title: 'Jobs', scripts: ['job-list.js'] },
  '/job-detail.html': { title: 'Job', scripts: ['job-detail.js'] },
  '/submit.html': { title: 'Submit a job', scripts: ['submit.js'] },
};

/** The page at a path, or undefined. */
export function renderPage(path: string): string | undefined {
  const page = Object.hasOwn(PAGES, path) ? PAGES[path] : undefined;
  if (!page) return undefined;
  const scripts = ['/env.js', '/assets/cookies.js', '/assets/frame.js', '/assets/rest.js'];
  const own = page.scripts.map((name) => `/assets/${name}`);
  const tags = [...scripts, ...own].map((src) => `    <script src="${src}" defer></script>`);
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${page.title} - OpenPAI sandbox</title>
    <link rel="icon" href="/assets/icon.svg">
    <link rel="stylesheet" href="/assets/reset.css">
    <link rel="stylesheet" href="/assets/portal.css">
${tags.join('\n')}
  </head>
  <body class="hold-transition skin-blue">
    <header class="main-header">
      <a class="logo" href="/">OpenPAI sandbox</a>
      <span class="account" id="account"></span>
    </header>
    <div class="wrapper">
      <nav class="sidebar" id="sidebar" aria-label="Portal"></nav>
      <div class="content-wrapper" id="content-wrapper"></div>
    </div>
  </body>
</html>
`;
}
