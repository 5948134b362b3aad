/** Licence identifiers that are not those of SPDX. */
import { fixOf, meant, nearest, replaceValue } from '#core/lint/index.ts';
import { textOf } from '../fields.ts';

import type { Check } from '../model.ts';

/** Those that are in use; an expression of several is taken apart. */
const IDS =
  '0BSD AFL-3.0 AGPL-3.0 AGPL-3.0-only AGPL-3.0-or-later Apache-1.1 Apache-2.0 Artistic-2.0 BSD-1-Clause BSD-2-Clause BSD-2-Clause-Patent BSD-3-Clause BSD-3-Clause-Clear BSD-4-Clause BSL-1.0 BUSL-1.1 CC-BY-3.0 CC-BY-4.0 CC-BY-NC-4.0 CC-BY-NC-ND-4.0 CC-BY-NC-SA-4.0 CC-BY-ND-4.0 CC-BY-SA-3.0 CC-BY-SA-4.0 CC0-1.0 CDDL-1.0 CDDL-1.1 CDLA-Permissive-1.0 CDLA-Permissive-2.0 CDLA-Sharing-1.0 CECILL-2.1 ECL-2.0 EPL-1.0 EPL-2.0 EUPL-1.1 EUPL-1.2 GFDL-1.3-only GFDL-1.3-or-later GPL-2.0 GPL-2.0-only GPL-2.0-or-later GPL-3.0 GPL-3.0-only GPL-3.0-or-later ISC LGPL-2.1 LGPL-2.1-only LGPL-2.1-or-later LGPL-3.0 LGPL-3.0-only LGPL-3.0-or-later LPPL-1.3c MIT MIT-0 MPL-1.1 MPL-2.0 MS-PL MS-RL MulanPSL-2.0 NCSA ODbL-1.0 ODC-By-1.0 OFL-1.1 OSL-3.0 PDDL-1.0 PostgreSQL PSF-2.0 Python-2.0 Ruby SSPL-1.0 UPL-1.0 Unlicense Vim W3C WTFPL X11 ZPL-2.1 Zlib'.split(
    ' ',
  );
const KNOWN = new Set(IDS);
/** What people write for them. */
const USUAL: Readonly<Record<string, string>> = {
  apache: 'Apache-2.0',
  apache2: 'Apache-2.0',
  'apache-2': 'Apache-2.0',
  'apache 2.0': 'Apache-2.0',
  'apache license 2.0': 'Apache-2.0',
  bsd: 'BSD-3-Clause',
  gplv2: 'GPL-2.0-only',
  gplv3: 'GPL-3.0-only',
  'mit license': 'MIT',
};

export const licenseId: Check = {
  name: 'license-id',
  title: 'The licence identifier is not known',
  severity: 'warning',
  fixable: true,
  release({ document, at, fields }, tell) {
    const id = textOf(fields, 'licenseId');
    if (id === undefined || id.trim() === '') return;
    const bad = id
      .split(/\s+(?:AND|OR|WITH)\s+|[()]/)
      .map((part) => part.trim())
      .find((part) => part !== '' && !isKnown(part));
    if (bad === undefined) return;
    const key = bad.toLowerCase();
    const near = Object.hasOwn(USUAL, key) ? USUAL[key] : nearest(bad, IDS);
    const path = [...at, 'licenseId'];
    const edit =
      near === undefined ? undefined : replaceValue(document, path, id.replace(bad, near));
    const message = `"${bad.slice(0, 64)}" is no identifier of a licence that SPDX lists, so nobody can filter by it.${meant(near)} One of your own begins with LicenseRef-.`;
    tell(document, { message, path, ...fixOf(edit, `${bad} becomes ${near}`) });
  },
};

function isKnown(part: string): boolean {
  return (
    KNOWN.has(part.replace(/\+$/, '')) ||
    /^LicenseRef-[A-Za-z0-9.-]+$|-exception(?:-[\d.]+)?$/.test(part)
  );
}
