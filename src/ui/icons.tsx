/** Icons drawn for the plugin; nothing is loaded for them. */
import type { ReactNode } from 'react';

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
