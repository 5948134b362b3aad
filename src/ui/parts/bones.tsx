/** Grey shapes of a heading and some lines while they are on their way. */
export function Bones({ className }: { className: string }) {
  return (
    <div className={className} aria-hidden="true">
      <span className="pm-bone pm-bone-title" />
      <span className="pm-bone" />
      <span className="pm-bone" />
      <span className="pm-bone pm-bone-short" />
    </div>
  );
}
