/** Door of the browser: gives the application its services and draws it into <pai-plugin>; src/loader.ts brings this file. */
import { mount as mountApp } from '#ui/app.tsx';
import { createServices } from './browser-services.ts';

import type { HostSession } from '#adapters/browser/host-session.ts';
import type { PluginFiles } from './browser-services.ts';

/** Returns the function that takes the application out of the page again. */
export function mount(element: HTMLElement, host: HostSession, files: PluginFiles): () => void {
  const { services, close } = createServices(host, files);
  const unmount = mountApp(element, services);
  return () => {
    unmount();
    close();
  };
}
