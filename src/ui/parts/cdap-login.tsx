/** Asks for CDAP's token, which the portal does not have; it is kept in memory and sent to CDAP only. */
import { useId, useState } from 'react';

import { partTexts } from '../messages/parts.ts';
import { Button } from './button.tsx';
import { ErrorAlert } from './error-alert.tsx';

import type { Problem } from '#core/errors.ts';
import type { ReactNode } from 'react';

export interface CdapLoginProps {
  /** The one that was given before did not do. */
  refused: boolean;
  /** `Continue` if absent. */
  action?: string;
  level?: 2 | 3;
  onToken: (token: string) => void;
}

function problemOf(refused: boolean): Problem {
  const message = refused ? partTexts.cdap.refused : partTexts.cdap.asked;
  return { code: 'cdap-auth', message, details: {} };
}

export function CdapLogin(props: CdapLoginProps): ReactNode {
  const { refused, action = partTexts.cdap.continue, level = 2, onToken } = props;
  const id = useId();
  const [token, setToken] = useState('');
  const text = token.trim();
  return (
    <>
      <ErrorAlert error={problemOf(refused)} level={level} />
      <form
        className="pm-form"
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          if (text === '') return;
          setToken('');
          onToken(text);
        }}
      >
        <div className="pm-field">
          <div className="pm-field-label">
            <label htmlFor={id}>{partTexts.cdap.token}</label>
          </div>
          <input
            id={id}
            type="password"
            autoComplete="off"
            spellCheck={false}
            aria-describedby={`${id}-help`}
            aria-required="true"
            value={token}
            onChange={(event) => setToken(event.target.value)}
          />
          <p className="pm-field-help" id={`${id}-help`}>
            {partTexts.cdap.help}
          </p>
        </div>
        <div className="pm-buttons">
          <Button
            kind="primary"
            aria-disabled={text === ''}
            onClick={(event) => event.currentTarget.form?.requestSubmit()}
          >
            {action}
          </Button>
        </div>
      </form>
    </>
  );
}
