/**
 * Fits Fluent UI 8 into a page that is not ours. Its style sheet, settings, theme and counters stand under names of their own on
 * `window`, since the portal's own Fabric keeps its own there; src/ui/fabric-config.ts runs before any of it, or it would
 * ask Microsoft's CDN for fonts; and its buttons come without menus, which are 24 kB that nobody uses.
 */
import { join } from 'node:path';
import { root } from './setup.mjs';

const NAMES = {
  __stylesheet__: '__paiMarketStylesheet__',
  __globalSettings__: '__paiMarketGlobalSettings__',
  __themeState__: '__paiMarketThemeState__',
  __packages__: '__paiMarketPackages__',
  __currentId__: '__paiMarketCurrentId__',
  __id__: '__paiMarketId__',
  FabricConfig: 'PaiMarketFabricConfig',
};
const PATTERN = new RegExp(`\\b(${Object.keys(NAMES).join('|')})\\b`, 'g');
const CONFIG = join(root, 'src/ui/fabric-config.ts');
const NO_MENU = '\0no-menu';

export function isolateHost() {
  return {
    name: 'isolate-host',
    enforce: 'pre',
    resolveId(id, from = '') {
      if (id === NO_MENU) return id;
      const menuOfButton = /ContextualMenu\/?(index)?$/.test(id) && /Button\/BaseButton/.test(from);
      return menuOfButton ? NO_MENU : null;
    },
    load(id) {
      return id === NO_MENU ? 'export const ContextualMenu = () => null;' : null;
    },
    transform: {
      filter: { id: /node_modules\/@(fluentui|microsoft)\/|src\/ui\/fabric-config/ },
      handler(code, id) {
        const renamed = code.replace(PATTERN, (name) => NAMES[name]);
        if (renamed === code) return null;
        // Chunks run in an order of their own: each module that reads the configuration asks for it first.
        const first = id !== CONFIG && /\bFabricConfig\b/.test(code);
        return {
          code: first ? `import ${JSON.stringify(CONFIG)};\n${renamed}` : renamed,
          map: null,
        };
      },
    },
  };
}
