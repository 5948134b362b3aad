/** The icon of a package: its checked raster bytes, or a tile with the first letter of its label. Decoration only. */
import { useEffect, useState } from 'react';

import { BoxIcon } from '../icons.tsx';

import type { PackageIcon } from '#core/model/market.ts';

export interface IconImageProps {
  /** Bytes and type as core/read made them; never from a header or a file name. */
  icon?: PackageIcon | undefined;
  label: string;
  /** Width and height in pixels; 40 if absent. */
  size?: number;
}

/** Hues of the tiles; see styles/parts.css. */
const TILES = 8;

export function IconImage({ icon, label, size = 40 }: IconImageProps) {
  const url = useBlobUrl(icon);
  const [broken, setBroken] = useState<string>();
  const box = { width: size, height: size };
  if (url && broken !== url) {
    return (
      <img
        className="pm-icon-image"
        src={url}
        alt=""
        decoding="async"
        width={size}
        height={size}
        style={box}
        onError={() => setBroken(url)}
      />
    );
  }
  const letter = /[\p{L}\p{N}]/u.exec(label.slice(0, 200))?.[0];
  return (
    <span
      className={`pm-icon-tile pm-icon-tile-${tileOf(label)}`}
      style={{ ...box, fontSize: Math.round(size * 0.45) }}
      aria-hidden="true"
    >
      {letter ? letter.toLocaleUpperCase('en') : <BoxIcon size={Math.round(size * 0.55)} />}
    </span>
  );
}

/** An address for the bytes with the type forced, revoked when they are no longer shown. */
function useBlobUrl(icon: PackageIcon | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!icon) return;
    const made = URL.createObjectURL(
      new Blob([icon.bytes as Uint8Array<ArrayBuffer>], { type: icon.mediaType }),
    );
    setUrl(made);
    return () => {
      URL.revokeObjectURL(made);
      setUrl(undefined);
    };
  }, [icon]);
  return icon ? url : undefined;
}

/** The same label has the same colour everywhere. */
function tileOf(label: string): number {
  let sum = 0;
  for (const char of label.slice(0, 64)) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973;
  return sum % TILES;
}
