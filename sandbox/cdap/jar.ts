/** What CDAP reads of a jar: that it is one, and the version in its manifest. */
import JSZip from 'jszip';

import { badRequest } from './call.ts';

const MANIFEST = 'META-INF/MANIFEST.MF';
const UNDERIVABLE = 'Unable to derive version from artifact because';

/** Bundle-Version of the manifest; not asked for when `wanted` is given. Throws 400. */
export async function jarVersion(bytes: Buffer, wanted: string | undefined): Promise<string> {
  const jar = await JSZip.loadAsync(bytes).catch(() => {
    throw badRequest('Artifact is not in zip format. Please make sure it is a jar file.');
  });
  if (wanted) return wanted;
  const manifest = await jar.file(MANIFEST)?.async('string');
  if (manifest === undefined) {
    throw badRequest(
      `${UNDERIVABLE} it does not contain a manifest. ` +
        'Please package the jar with a manifest, or explicitly specify the artifact version.',
    );
  }
  const version = /^Bundle-Version: *(\S+)/m.exec(manifest)?.[1];
  if (version !== undefined) return version;
  throw badRequest(
    `${UNDERIVABLE} manifest does not contain Bundle-Version attribute. ` +
      'Please include Bundle-Version in the manifest, or explicitly specify the artifact version.',
  );
}
