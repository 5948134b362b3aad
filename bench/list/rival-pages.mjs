/** Serves the pages of the rival lists. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const STYLE = `body { margin: 0; height: 100vh; display: flex; flex-direction: column; font: 14px sans-serif }
main { flex: 1; overflow: auto; padding: 20px }
ul { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(3, 1fr); gap: 12px }
.list .ms-List-page { display: grid; grid-template-columns: repeat(3, 1fr); gap: 12px; padding-bottom: 12px }
.card { height: 150px; overflow: hidden; box-sizing: border-box; padding: 12px; border: 1px solid #ddd; border-radius: 4px }
.list .ms-List-cell { min-height: 150px }`;

const BODY = {
  plain:
    '<main><input aria-label="Search packages" type="search"><p id="count"></p><ul id="list"></ul></main>',
  fluent: '<main id="root"></main>',
};

/** `scripts`: file of each rival's script by its name. Gives the address of a rival's page. */
export async function startRivals(scripts) {
  const server = createServer((request, response) => {
    const [, name, file] = /^\/(plain|fluent)(\.js)?(?:\?|$)/.exec(request.url) ?? [];
    if (!name) return void response.writeHead(404).end();
    const type = file ? 'text/javascript' : 'text/html';
    const body = file
      ? readFileSync(scripts[name])
      : `<!doctype html><meta charset="utf-8"><title>${name}</title><style>${STYLE}</style>${BODY[name]}<script type="module" src="/${name}.js"></script>`;
    response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8` }).end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    address: (name, market) => `${origin}/${name}?market=${encodeURIComponent(market)}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
