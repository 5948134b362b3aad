/** All checks, in the order of the documentation; one file each. */
import { actionArgument } from './action-argument.ts';
import { actionLabel } from './action-label.ts';
import { actionManual } from './action-manual.ts';
import { actionOrder } from './action-order.ts';
import { actionUnknown } from './action-unknown.ts';
import { argumentUnknown } from './argument-unknown.ts';
import { artifactUnmet } from './artifact-unmet.ts';
import { categoryHidden } from './category-hidden.ts';
import { categoryUnknown } from './category-unknown.ts';
import { changelogMissing } from './changelog-missing.ts';
import { configShape } from './config-shape.ts';
import { createdTime } from './created-time.ts';
import { dependencyCycle } from './dependency-cycle.ts';
import { dependencyMissing } from './dependency-missing.ts';
import { externalDigest } from './external-digest.ts';
import { fieldUnknown } from './field-unknown.ts';
import { fileIgnored } from './file-ignored.ts';
import { fileKind } from './file-kind.ts';
import { fileLarge } from './file-large.ts';
import { fileMissing } from './file-missing.ts';
import { iconInvalid } from './icon-invalid.ts';
import { iconMissing } from './icon-missing.ts';
import { imageTag } from './image-tag.ts';
import { jarKind } from './jar-kind.ts';
import { licenseId } from './license-id.ts';
import { licenseMissing } from './license-missing.ts';
import { nameRefused } from './name-refused.ts';
import { packageField } from './package-field.ts';
import { packageIdentity } from './package-identity.ts';
import { packageMissing } from './package-missing.ts';
import { pictureMissing } from './picture-missing.ts';
import { protocolInvalid } from './protocol-invalid.ts';
import { rangeEmpty } from './range-empty.ts';
import { rangeInvalid } from './range-invalid.ts';
import { rangeOverlap } from './range-overlap.ts';
import { rangeParents } from './range-parents.ts';
import { rangeSnapshot } from './range-snapshot.ts';
import { scopeSystem } from './scope-system.ts';
import { secretText } from './secret-text.ts';
import { suppression } from './suppression.ts';
import { syntax } from './syntax.ts';
import { textHtml } from './text-html.ts';
import { textLong } from './text-long.ts';
import { urlInsecure } from './url-insecure.ts';
import { urlUnreachable } from './url-unreachable.ts';
import { versionArgument } from './version-argument.ts';
import { versionForm } from './version-form.ts';
import { versionKept } from './version-kept.ts';
import { yamlAmbiguous } from './yaml-ambiguous.ts';

import type { Check } from '../model.ts';

export const CHECKS: readonly Check[] = [
  // files
  syntax,
  packageMissing,
  fileMissing,
  fileIgnored,
  fileKind,
  fileLarge,
  jarKind,
  // what the package says of itself
  packageField,
  fieldUnknown,
  packageIdentity,
  versionForm,
  versionKept,
  createdTime,
  categoryUnknown,
  categoryHidden,
  textLong,
  textHtml,
  licenseMissing,
  licenseId,
  changelogMissing,
  iconMissing,
  iconInvalid,
  pictureMissing,
  // for which clusters
  rangeInvalid,
  rangeEmpty,
  rangeOverlap,
  rangeSnapshot,
  rangeParents,
  // steps
  actionUnknown,
  actionArgument,
  argumentUnknown,
  actionOrder,
  actionLabel,
  actionManual,
  nameRefused,
  versionArgument,
  scopeSystem,
  configShape,
  artifactUnmet,
  dependencyMissing,
  dependencyCycle,
  // components
  protocolInvalid,
  yamlAmbiguous,
  imageTag,
  // safety
  secretText,
  urlInsecure,
  urlUnreachable,
  externalDigest,
  suppression,
];

export const CHECK_NAMES: readonly string[] = CHECKS.map(({ name }) => name);
