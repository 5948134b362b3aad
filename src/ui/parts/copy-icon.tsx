/** Two sheets: copying. */
export function CopyIcon() {
  return (
    <svg
      className="pm-icon"
      width={16}
      height={16}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d="M7 7h9v9H7zM13 7V4H4v9h3" />
    </svg>
  );
}
