/**
 * Keeps our Fluent UI apart from the portal's own Fabric: both keep their style sheet, settings and theme under the
 * same names on `window`, so ours get other names in the bundle.
 */
const NAMES = {
  __stylesheet__: '__paiMarketStylesheet__',
  __globalSettings__: '__paiMarketGlobalSettings__',
  __themeState__: '__paiMarketThemeState__',
  __packages__: '__paiMarketPackages__',
  FabricConfig: 'PaiMarketFabricConfig',
};
const PATTERN = new RegExp(`\\b(${Object.keys(NAMES).join('|')})\\b`, 'g');

export function isolateHost() {
  return {
    name: 'isolate-host',
    enforce: 'pre',
    transform: {
      filter: { id: /node_modules\/@(fluentui|microsoft)\/|src\/ui\/fabric-config/ },
      handler(code) {
        const renamed = code.replace(PATTERN, (name) => NAMES[name]);
        return renamed === code ? null : { code: renamed, map: null };
      },
    },
  };
}
