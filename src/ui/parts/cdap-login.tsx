/** Asks for CDAP's token, which the portal does not have; it is kept in memory and sent to CDAP only. */
import { useId, useState } from 'react';

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

const ASKED: Problem = {
  code: 'cdap-auth',
  message: 'CDAP asks for an access token. The login of this portal does not hold there.',
  details: {},
};
const REFUSED: Problem = {
  code: 'cdap-auth',
  message: 'CDAP did not accept the access token, or it has expired. Give another one.',
  details: {},
};

export function CdapLogin(props: CdapLoginProps): ReactNode {
  const { refused, action = 'Continue', level = 2, onToken } = props;
  const id = useId();
  const [token, setToken] = useState('');
  const text = token.trim();
  return (
    <>
      <ErrorAlert error={refused ? REFUSED : ASKED} level={level} />
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
            <label htmlFor={id}>CDAP access token</label>
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
            Kept in the memory of this page until it is closed, and sent to CDAP only.
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
