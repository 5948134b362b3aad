/** Icons drawn for the plugin; nothing is loaded for them. `registerFluentIcons` gives those that Fluent's parts ask for by name. */
import { registerIcons } from '@fluentui/react/lib/Styling';

import type { ReactElement, ReactNode } from 'react';

interface IconProps {
  /** Width and height in pixels; 20 if absent. */
  size?: number;
}

function Drawing({ size = 20, children }: IconProps & { children: ReactNode }) {
  return (
    <svg
      className="pm-icon"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

export const ErrorIcon = (props: IconProps) => (
  <Drawing {...props}>
    <circle cx="10" cy="10" r="7.25" />
    <path d="m7.5 7.5 5 5m0-5-5 5" />
  </Drawing>
);

export const WarningIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="M10 3 2.75 16.25h14.5zM10 8v3.75M10 14v.1" />
  </Drawing>
);

export const InfoIcon = (props: IconProps) => (
  <Drawing {...props}>
    <circle cx="10" cy="10" r="7.25" />
    <path d="M10 9.25v4.25M10 6.5v.1" />
  </Drawing>
);

export const ShieldIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="M10 2.5 3.75 5v4.5c0 4 2.6 6.7 6.25 8 3.65-1.3 6.25-4 6.25-8V5zM7 10l2.2 2.2L13.2 8" />
  </Drawing>
);

export const ShieldOffIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="M10 2.5 3.75 5v4.5c0 4 2.6 6.7 6.25 8 3.65-1.3 6.25-4 6.25-8V5zM10 6.5v4M10 13v.1" />
  </Drawing>
);

export const BoxIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="m10 2.5 6.5 3.4v8.2L10 17.5l-6.5-3.4V5.9zM3.5 5.9 10 9.3l6.5-3.4M10 9.3v8.2M6.7 4.3l6.5 3.4" />
  </Drawing>
);

export const EmptyIcon = (props: IconProps) => (
  <Drawing {...props}>
    <circle cx="8.75" cy="8.75" r="5.25" />
    <path d="m12.75 12.75 4 4M6.75 8.75h4" />
  </Drawing>
);

export const SearchIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="M8.75 3.5a5.25 5.25 0 1 1 0 10.5 5.25 5.25 0 0 1 0-10.5Zm4 9.25 4 4" />
  </Drawing>
);

export const HelpIcon = (props: IconProps) => (
  <Drawing {...props}>
    <circle cx="10" cy="10" r="7.25" />
    <path d="M7.9 8a2.1 2.1 0 1 1 3.2 1.8c-.75.45-1.1.9-1.1 1.7M10 14v.1" />
  </Drawing>
);

export const FilterIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="M3.5 5.5h13M6 10h8M8.5 14.5h3" />
  </Drawing>
);

export const CloseIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="m5 5 10 10M15 5 5 15" />
  </Drawing>
);

export const ChevronIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="m4.5 7.25 5.5 5.5 5.5-5.5" />
  </Drawing>
);

/** The names that Fluent's parts use, as drawings in their text size. */
const FLUENT: Record<string, string> = {
  Search: 'M8.75 3.5a5.25 5.25 0 1 1 0 10.5 5.25 5.25 0 0 1 0-10.5Zm4 9.25 4 4',
  Clear: 'm5 5 10 10M15 5 5 15',
  Cancel: 'm5 5 10 10M15 5 5 15',
  CheckMark: 'm3.75 10.5 4.25 4.25 8.5-9',
  ChevronDown: 'm4.5 7.25 5.5 5.5 5.5-5.5',
  ChevronUp: 'm4.5 12.75 5.5-5.5 5.5 5.5',
  ChevronDownSmall: 'm5.5 8 4.5 4.5L14.5 8',
  ChevronUpSmall: 'M5.5 12.5 10 8l4.5 4.5',
  ChevronRight: 'm7.25 4.5 5.5 5.5-5.5 5.5',
  ChevronLeft: 'm12.75 4.5-5.5 5.5 5.5 5.5',
  Info: 'M10 2.75a7.25 7.25 0 1 1 0 14.5 7.25 7.25 0 0 1 0-14.5ZM10 9.25v4.25M10 6.5v.1',
  Warning: 'M10 3 2.75 16.25h14.5zM10 8v3.75M10 14v.1',
  ErrorBadge: 'M10 2.75a7.25 7.25 0 1 1 0 14.5 7.25 7.25 0 0 1 0-14.5ZM7.5 7.5l5 5m0-5-5 5',
  Completed: 'M10 2.75a7.25 7.25 0 1 1 0 14.5 7.25 7.25 0 0 1 0-14.5ZM6.75 10.25 9 12.5l4.25-4.75',
  RedEye:
    'M2.5 10C4.3 6.7 6.9 5 10 5s5.7 1.7 7.5 5c-1.8 3.3-4.4 5-7.5 5s-5.7-1.7-7.5-5ZM10 7.75a2.25 2.25 0 1 1 0 4.5 2.25 2.25 0 0 1 0-4.5Z',
  Hide: 'M2.5 10C4.3 6.7 6.9 5 10 5s5.7 1.7 7.5 5c-1.8 3.3-4.4 5-7.5 5s-5.7-1.7-7.5-5ZM4 16 16 4',
  Copy: 'M7 7h9v9H7zM13 7V4H4v9h3',
};

/** Call once, before the first Fluent part is drawn. */
export function registerFluentIcons(): void {
  const icons: Record<string, ReactElement> = {};
  for (const [name, path] of Object.entries(FLUENT)) {
    icons[name] = (
      <svg
        width="1em"
        height="1em"
        viewBox="0 0 20 20"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
        style={{ display: 'block' }}
      >
        <path d={path} />
      </svg>
    );
  }
  registerIcons({ icons }, { disableWarnings: true });
}
