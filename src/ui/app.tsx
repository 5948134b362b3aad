/** The frame of the plugin: theme, navigation, and the page that the address names; pages but the list come when first needed. */
import './fabric-config.ts';
import { ThemeProvider } from '@fluentui/react/lib/Theme';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';

import { toMarketError } from '#core/errors.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { lazyPage } from './lazy-page.tsx';
import { MarketPage } from './market/page.tsx';
import { Bones } from './parts/bones.tsx';
import { ErrorAlert } from './parts/error-alert.tsx';
import { LanguageSwitch } from './parts/language-switch.tsx';
import { scrollParent } from './parts/scroll-parent.ts';
import { createRouter, formatHash, RouterProvider, useRoute } from './router.ts';
import { ServicesProvider, useServices } from './services.ts';
import { firstLanguage, useSpeaking } from './state/language.ts';
import { createMarkets } from './state/markets.ts';
import { createPackageList } from './state/package-list.ts';
import { texts } from './messages/frame.ts';
import { currentLocale } from './messages/language.ts';
import { insertFrameStyles } from './styles/insert.ts';
import { currentScheme, fluentTheme, watchScheme } from './theme.ts';

import type { MarketError } from '#core/errors.ts';
import type { ITheme } from '@fluentui/react/lib/Styling';
import type { ReactNode } from 'react';
import type { Route, Router } from './router.ts';
import type { Services } from './services.ts';
import type { Speaking } from './state/language.ts';
import type { Markets } from './state/markets.ts';
import type { PackageList } from './state/package-list.ts';
import type { Scheme } from './theme.ts';

const PackagePage = lazyPage(async () => (await import('./package/page.tsx')).PackagePage);
const InstallPage = lazyPage(async () => (await import('./install/page.tsx')).InstallPage);
const InstalledPage = lazyPage(async () => (await import('./installed/page.tsx')).InstalledPage);

/** Draws the plugin into the element; the function that comes back takes it out again and stops all its work. */
export function mount(element: HTMLElement, services: Services): () => void {
  insertFrameStyles(element.ownerDocument);
  const router = createRouter(window);
  const opened = openMarkets(services);
  const inMain = element.ownerDocument.querySelector('main, [role="main"]') !== null;
  const root = createRoot(element);
  root.render(
    <ServicesProvider value={services}>
      <RouterProvider value={router}>
        <App opened={opened} router={router} element={element} inMain={inMain} />
      </RouterProvider>
    </ServicesProvider>,
  );
  return () => {
    root.unmount();
    router.dispose();
    if (!opened.ok) return;
    opened.list.stop();
    opened.markets.stop();
  };
}

type Opened = { ok: true; markets: Markets; list: PackageList } | { ok: false; error: MarketError };

function openMarkets(services: Services): Opened {
  try {
    const markets = createMarkets(services);
    return { ok: true, markets, list: createPackageList(services, markets) };
  } catch (thrown) {
    return { ok: false, error: toMarketError(thrown) };
  }
}

interface AppProps {
  opened: Opened;
  router: Router;
  /** Holds the plugin; the portal's colours are around it. */
  element: HTMLElement;
  /** The portal has a main landmark; a page has one only. */
  inMain: boolean;
}

function App({ opened, router, element, inMain }: AppProps) {
  const scheme = useScheme(element);
  const theme = useMemo(() => fluentTheme(scheme), [scheme]);
  const route = useRoute();
  const main = usePageFocus(route);
  const speaking = useLanguage(element);
  const Main = inMain ? 'section' : 'main';
  const landmark = inMain ? { 'aria-label': texts.title } : {};
  // Without its words nothing can be said.
  if (speaking.waiting) return <Waiting theme={theme} scheme={scheme} />;
  return (
    <ThemeProvider theme={theme} className="pai-market" data-scheme={scheme}>
      <div className="pm-frame" lang={currentLocale()}>
        <Header route={route} speaking={speaking} />
        <Main className="pm-main" ref={main} tabIndex={-1} {...landmark}>
          <ErrorBoundary key={`${pageKey(route)} ${spokenKey(route, speaking)}`}>
            {opened.ok ? (
              <Page route={route} {...opened} router={router} />
            ) : (
              <ConfigFailure error={opened.error} />
            )}
          </ErrorBoundary>
        </Main>
      </div>
    </ThemeProvider>
  );
}

function Waiting({ theme, scheme }: { theme: ITheme; scheme: Scheme }) {
  return (
    <ThemeProvider theme={theme} className="pai-market" data-scheme={scheme}>
      <div className="pm-frame" aria-busy="true">
        <div className="pm-page">
          <Bones className="pm-skeleton-page" />
        </div>
      </div>
    </ThemeProvider>
  );
}

interface PageProps {
  route: Route;
  markets: Markets;
  list: PackageList;
  router: Router;
}

function Page({ route, markets, list, router }: PageProps) {
  switch (route.page) {
    case 'list':
      return <MarketPage route={route} markets={markets} list={list} router={router} />;
    case 'package': {
      const { page: _page, ...ref } = route;
      return <PackagePage {...ref} />;
    }
    case 'install':
      return <InstallPage market={route.market} name={route.name} version={route.version} />;
    case 'installed':
      return <InstalledPage markets={markets} />;
  }
}

function ConfigFailure({ error }: { error: MarketError }) {
  return (
    <div className="pm-page">
      <h1 className="pm-title">{texts.title}</h1>
      <ErrorAlert error={error} />
    </div>
  );
}

function Header({ route, speaking }: { route: Route; speaking: Speaking }) {
  return (
    <div className="pm-header">
      <div className="pm-header-row">
        <nav aria-label={texts.nav.label}>
          <ul className="pm-tabs">
            <Tab
              hash="#/"
              current={route.page === 'installed' ? false : route.page === 'list' || 'true'}
            >
              {texts.nav.market}
            </Tab>
            <Tab hash={formatHash({ page: 'installed' })} current={route.page === 'installed'}>
              {texts.nav.installed}
            </Tab>
          </ul>
        </nav>
        <LanguageSwitch speaking={speaking} />
      </div>
    </div>
  );
}

/** `current` is true for the page itself, `'true'` for a page below it. */
function Tab(props: { hash: string; current: boolean | 'true'; children: ReactNode }) {
  const current = props.current === true ? 'page' : props.current || undefined;
  return (
    <li>
      <a className="pm-tab" href={props.hash} aria-current={current}>
        {props.children}
      </a>
    </li>
  );
}

function useScheme(element: HTMLElement) {
  const [scheme, setScheme] = useState(() => currentScheme(window, element));
  useEffect(() => {
    const update = () => setScheme(currentScheme(window, element));
    update();
    return watchScheme(window, update);
  }, [element]);
  return scheme;
}

function useLanguage(element: HTMLElement): Speaking {
  const services = useServices();
  const portal = element.ownerDocument.documentElement.lang;
  const [first] = useState(() => firstLanguage(services, portal));
  return useSpeaking(first, (language) => services.keepLanguage?.(language));
}

/** Another language draws a page anew; only the wizard stays, with what was typed into it and what it runs. */
function spokenKey(route: Route, { language }: Speaking): string {
  return route.page === 'install' ? '' : language;
}

function pageKey(route: Route): string {
  return route.page === 'list' || route.page === 'installed'
    ? route.page
    : `${route.page} ${route.market} ${route.name}`;
}

/** Another page begins at its top, and with the focus there, as after loading a document. */
function usePageFocus(route: Route) {
  const main = useRef<HTMLElement>(null);
  const key = pageKey(route);
  const last = useRef(key);
  useLayoutEffect(() => {
    if (last.current === key || !main.current) return;
    last.current = key;
    main.current.focus({ preventScroll: true });
    // The list goes back to where it was left.
    if (key !== 'list') scrollParent(main.current).scrollTop = 0;
  }, [key]);
  return main;
}
