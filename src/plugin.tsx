/** Door of the browser: gives the application its services and draws it into <pai-plugin>; src/loader.ts brings this file. */
import { mount as mountApp } from '#ui/app.tsx';
import { createServices } from './browser-services.ts';

import type { HostSession } from '#adapters/browser/host-session.ts';
import type { Program } from '#adapters/worker/start.ts';

/** `worker` brings the code of the trust worker. Returns the function that takes the application out of the page again. */
export function mount(
  element: HTMLElement,
  host: HostSession,
  worker: () => Promise<Program>,
): () => void {
  const { services, close } = createServices(host, worker);
  const unmount = mountApp(element, services);
  return () => {
    unmount();
    close();
  };
}
