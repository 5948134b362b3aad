/** Settings that Fluent reads when it is loaded: import this before any Fluent module. No font or icon comes from a CDN. */

interface FabricGlobals {
  FabricConfig?: { fontBaseUrl?: string; mergeStyles?: { namespace?: string } };
}

const globals = globalThis as FabricGlobals;

globals.FabricConfig = {
  ...globals.FabricConfig,
  fontBaseUrl: '',
  // The portal's Fabric 6 makes class names such as `root-45`, too; ours must never be one of them.
  mergeStyles: { namespace: 'pai-market' },
};
