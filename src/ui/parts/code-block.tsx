/** Code out of a package, or a command line of ours, with a button that copies it. */
import { packageTexts } from '../messages/package.ts';
import css from '../styles/markdown.css?inline';
import { useStyles } from '../styles/use-styles.ts';
import { Button } from './button.tsx';
import { CopyIcon } from './copy-icon.tsx';
import { CopyOutcome } from './copy-outcome.tsx';
import { useCopy } from './use-copy.ts';

export interface CodeBlockProps {
  text: string;
  /** What the button does; "Copy code" if absent. */
  copy?: string;
}

export function CodeBlock({ text, copy = packageTexts.markdown.copyCode }: CodeBlockProps) {
  useStyles('markdown', css);
  const copying = useCopy(() => text.replace(/\n$/, ''));
  return (
    <div className="pm-code">
      {/* Focusable, so that the keyboard can scroll what is wider than the page. */}
      <pre tabIndex={0}>
        <code>{text}</code>
      </pre>
      {text.trim() !== '' && (
        <>
          <Button
            className="pm-code-copy"
            aria-label={copy}
            title={copy}
            onFocus={copying.arm}
            onPointerEnter={copying.arm}
            onClick={() => void copying.copy()}
          >
            <CopyIcon />
          </Button>
          <CopyOutcome copying={copying} />
        </>
      )}
    </div>
  );
}
