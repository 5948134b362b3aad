/** What imports cannot show: forged trust, clocks and effects in pure code, HTML from text, size of files and functions. */
import tseslint from 'typescript-eslint';

const pureWorld = [
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'Time comes in by the Clock port (src/core/ports.ts): take `now` as an argument.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Time comes in by the Clock port (src/core/ports.ts): take `now` as an argument.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Randomness comes in by a port (NewId in src/core/ports.ts).',
  },
];
const forgedTrust = (brand, folder) => ({
  selector: `TSAsExpression > TSTypeReference[typeName.name='${brand}']`,
  message: `Only ${folder} makes a ${brand}: call its door instead of a cast.`,
});
const markup = [
  {
    selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
    message: 'Text is text: render React elements (src/ui/parts/markdown.tsx) instead of HTML.',
  },
  {
    selector:
      'AssignmentExpression > MemberExpression[property.name=/^(innerHTML|outerHTML|srcdoc)$/].left',
    message: 'Text is text: use textContent or React elements.',
  },
  {
    selector: "CallExpression[callee.property.name='insertAdjacentHTML']",
    message: 'Text is text: use textContent or React elements.',
  },
];
const noDefault = {
  selector: 'ExportDefaultDeclaration',
  message: 'Named exports only: a name is found by search and renamed in one place.',
};
const verified = forgedTrust('Verified', 'src/core/verify');
const effects = ['fetch', 'XMLHttpRequest', 'setTimeout', 'setInterval', 'console', 'localStorage'];
const network = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'];
const restrict = (names, message) => ['error', ...names.map((name) => ({ name, message }))];

export default tseslint.config(
  {
    ignores: [
      'dist',
      '.cache',
      '.sandbox',
      '**/generated/**',
      'src/core/model/generated.ts',
      'src/core/model/protocol.ts',
      'public',
      '**/*.d.ts',
    ],
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: './tsconfig.lint.json', tsconfigRootDir: import.meta.dirname },
    },
    plugins: { '@typescript-eslint': tseslint.plugin },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-empty': 'error',
      eqeqeq: 'error',
      'prefer-const': 'error',
      'max-params': ['error', 4],
      'max-lines': ['error', { max: 300, skipBlankLines: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 16],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false } },
      ],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      'no-restricted-syntax': ['error', ...markup, noDefault, verified],
    },
  },
  {
    files: ['src/core/**/*.ts', 'src/flows/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...pureWorld, ...markup, noDefault, verified],
      'no-restricted-globals': restrict(
        effects,
        'core and flows reach the world by ports only (src/core/ports.ts).',
      ),
    },
  },
  {
    files: ['src/core/verify/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...pureWorld, ...markup, noDefault] },
  },
  {
    files: ['src/ui/**', 'src/cli/**', 'src/adapters/browser/**', 'src/*.ts', 'src/*.tsx'],
    rules: {
      'no-restricted-globals': restrict(
        network,
        'Requests go through src/adapters/http only, where limits and the token rule are.',
      ),
    },
  },
  {
    // Uploads to the page's own origin that tell how far they came, under src/adapters/http/cluster.ts (decision 0012).
    files: ['src/adapters/browser/upload.ts'],
    rules: {
      'no-restricted-globals': restrict(
        network.filter((name) => name !== 'XMLHttpRequest'),
        'Requests go through src/adapters/http only, where limits and the token rule are.',
      ),
    },
  },
  {
    files: ['src/ui/**/*.tsx'],
    rules: {
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['test/**', 'vite.config.ts', 'sandbox/**'],
    rules: {
      'max-lines-per-function': 'off',
      'no-restricted-syntax': ['error', ...markup],
    },
  },
);
