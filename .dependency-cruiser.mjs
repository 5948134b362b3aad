/** Directions of import (ARCHITECTURE.md); each comment says how to repair a breach. */
const CORE_ROOT =
  '^src/core/(errors|limits|ports|publisher-ports|digest|problems|problems-install|problems-publish|problem-words)\\.ts$|^src/core/platform\\.d\\.ts$';
const STAGES = 'verify|read|find|unpack|protocol|plan|compose|lint|repository|content';
const rule = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

export default {
  forbidden: [
    rule(
      'no-cycles',
      'Move what both files need into a third file.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    rule(
      'no-unresolvable',
      'The file or package does not exist: correct the path or install the package.',
      {},
      { couldNotResolve: true },
    ),
    rule(
      'core-is-pure',
      'core knows no world: ask for it by a port in src/core/ports.ts and let a flow pass it.',
      { path: '^src/core/' },
      { path: '^src/(flows|adapters|ui|cli|[^/]+$)|^sandbox/|^test/' },
    ),
    rule(
      'core-vetted-libraries',
      'core may use only openpgp, jszip, pako, js-yaml, yaml, @noble/hashes and hash-wasm: another one needs a page in docs/decisions/ and a place in this rule.',
      { path: '^src/core/' },
      {
        dependencyTypes: ['npm', 'npm-dev'],
        pathNot: 'node_modules/(openpgp|jszip|js-yaml|yaml|@noble/hashes|hash-wasm|pako)/',
      },
    ),
    rule(
      'stages-are-strangers',
      'A stage knows core/model and the files at the root of core: join stages in src/flows/.',
      { path: `^src/core/(${STAGES})/` },
      { path: `^src/core/(${STAGES})/`, pathNot: '^src/core/$1/' },
    ),
    rule(
      'model-is-the-floor',
      'core/model holds types only and stands below all: move the function to a stage.',
      { path: '^src/core/model/' },
      { path: '^src/', pathNot: '^src/core/(model/|errors\\.ts$)' },
    ),
    rule(
      'stage-door-only',
      'Enter a stage by its index.ts; export there what you need.',
      { path: '^src/(?!core/)' },
      { path: `^src/core/(${STAGES})/`, pathNot: '/index\\.ts$' },
    ),
    rule(
      'flows-know-core-only',
      'A flow takes ports: let the door pass the adapter.',
      { path: '^src/flows/' },
      { path: '^src/(adapters|ui|cli|[^/]+$)' },
    ),
    rule(
      'adapters-know-core-only',
      'An adapter implements a port and decides nothing: move the decision to a flow.',
      { path: '^src/adapters/' },
      { path: '^src/', pathNot: `^src/adapters/|^src/core/model/|${CORE_ROOT}` },
    ),
    rule(
      'adapter-worlds-apart',
      'What both worlds need lies in adapters/http.',
      { path: '^src/adapters/(browser|node|http|worker)/' },
      { path: '^src/adapters/(browser|node|worker)/', pathNot: '^src/adapters/$1/' },
    ),
    rule(
      'ui-and-cli-get-services',
      'Pages and commands are given services by the door: extend src/ui/services.ts or src/cli/command.ts.',
      { path: '^src/(ui|cli)/' },
      { path: '^src/(adapters/|[^/]+$)' },
    ),
    rule(
      'ui-cli-apart',
      'What both need belongs in flows or core.',
      { path: '^src/(ui|cli)/' },
      { path: '^src/(ui|cli)/', pathNot: '^src/$1/' },
    ),
    rule(
      'pages-are-strangers',
      'A page knows itself, parts and state: move what two pages share to src/ui/parts/.',
      { path: '^src/ui/(market|package|install|installed)/' },
      { path: '^src/ui/(market|package|install|installed)/', pathNot: '^src/ui/$1/' },
    ),
    rule(
      'node-only-at-the-node-edge',
      'node: belongs in src/adapters/node, src/cli and the command line door.',
      { path: '^src/', pathNot: '^src/(adapters/node/|cli/|cli\\.ts$)' },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'react-only-in-ui',
      'React belongs in src/ui and its door.',
      { path: '^src/', pathNot: '^src/(ui/|plugin\\.tsx$)' },
      { path: 'node_modules/(react|react-dom|@fluentui)/' },
    ),
    rule(
      'no-test-in-src',
      'Product code does not know its tests.',
      { path: '^(src|sandbox)/' },
      { path: '^test/' },
    ),
    rule(
      'no-orphans',
      'Nothing uses this file: delete it or use it.',
      {
        orphan: true,
        path: '^(src|sandbox)/',
        pathNot:
          '\\.d\\.ts$|/generated/|^src/(plugin\\.tsx|cli\\.ts|loader\\.ts|trust-worker\\.ts|build-worker\\.ts)$|^sandbox/start\\.ts$|^sandbox/portal/public/',
      },
      {},
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.cache|\\.sandbox)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.d.ts', '.json'],
    },
  },
};
