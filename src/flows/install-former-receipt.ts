/** Receipts of version 1, which knew one package and OpenPAI only, in today's shape: they are shown, and prove nothing more than they did. */
import { parseReceipt } from '#core/read/index.ts';

import type { PackageName, Receipt, ReceiptRequest, ReceiptStep } from '#core/model/generated.ts';

interface FormerReceipt {
  format: 'pai-market-receipt/1';
  package: PackageName;
  cluster: string;
  signers: string[];
  archiveSha256?: string;
  licenseSha256?: string;
  steps: {
    number: number;
    type: string;
    label: string;
    state: ReceiptStep['state'];
    job?: { user: string; name: string };
    requests: { id: string; method: string; url: string; status: number; bodySha256?: string }[];
  }[];
}

/** Undefined for anything else. */
export function readFormerReceipt(value: unknown): Receipt | undefined {
  const former = value as FormerReceipt | undefined;
  if (former?.format !== 'pai-market-receipt/1') return undefined;
  try {
    return parseReceipt(toReceipt(former));
  } catch {
    // Not what it says it is: somebody else's text under our prefix.
    return undefined;
  }
}

function toReceipt(former: FormerReceipt): Receipt {
  const { cluster, archiveSha256, licenseSha256, steps, package: of, signers, ...rest } = former;
  return {
    ...(rest as unknown as Receipt),
    format: 'pai-market-receipt/2',
    package: of,
    packages: [
      {
        ...of,
        signers,
        ...(archiveSha256 === undefined ? {} : { archiveSha256 }),
        ...(licenseSha256 === undefined ? {} : { licenseSha256 }),
      },
    ],
    clusters: { openpai: cluster },
    signers,
    // Version 1 did not say: no more is claimed than its signers show.
    trust: signers.length > 0 ? 'signatures' : 'off',
    steps: steps.map((step) => ({
      ...step,
      package: of,
      requests: step.requests.map(toRequest),
      undo: [],
    })),
  };
}

function toRequest(request: FormerReceipt['steps'][number]['requests'][number]): ReceiptRequest {
  const { id, method, url, status, bodySha256 } = request;
  const isProbe = method === 'GET';
  const good = status >= 200 && status < 300;
  return {
    id,
    kind: isProbe ? 'probe' : 'write',
    purpose: `${method} ${new URL(url).pathname}`.slice(0, 256),
    target: 'openpai',
    method,
    url,
    outcome: isProbe ? (good ? 'present' : 'absent') : good ? 'done' : 'failed',
    status,
    ...(bodySha256 === undefined ? {} : { bodySha256 }),
  };
}
