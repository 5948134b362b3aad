/** One picture of a package: a grey shape until it is near and read, its words where it cannot be shown. */
import { useEffect, useState } from 'react';

import { useNear } from './use-near.ts';

import type { ReactNode } from 'react';
import type { Pictures } from './pictures.ts';

export interface PictureProps {
  pictures: Pictures;
  /** One that `pictures` has. */
  file: string;
  alt: string;
  /** What stands in its place where it cannot be read or drawn. */
  otherwise: ReactNode;
  /** Also while it is far from what can be seen. */
  eager?: boolean;
}

export function Picture({ pictures, file, alt, otherwise, eager = false }: PictureProps) {
  const [ref, near] = useNear<HTMLSpanElement>();
  const url = usePictureUrl(near || eager ? pictures : undefined, file);
  const [broken, setBroken] = useState<string>();
  if (url === 'failed' || (url !== undefined && broken === url)) return <>{otherwise}</>;
  if (url === undefined) {
    // Its words are there before it is, for those who read without seeing.
    const words = alt === '' ? ({ 'aria-hidden': true } as const) : { 'aria-label': alt };
    return <span ref={ref} className="pm-picture-bone" role="img" {...words} />;
  }
  return (
    <img
      className="pm-picture"
      src={url}
      alt={alt}
      decoding="async"
      onError={() => setBroken(url)}
    />
  );
}

/** Undefined until it is read. */
function usePictureUrl(pictures: Pictures | undefined, file: string): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!pictures) return;
    let wanted = true;
    const settle = (value: string) => {
      if (wanted) setUrl(value);
    };
    // Why a picture cannot be shown helps no reader; that it cannot is said by what stands in its place.
    pictures.url(file).then(settle, () => settle('failed'));
    return () => {
      wanted = false;
    };
  }, [pictures, file]);
  return url;
}
