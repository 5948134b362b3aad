/** A plain button of the plugin; Fluent's own would be in the first load for nothing. */
import { forwardRef } from 'react';

import type { ButtonHTMLAttributes } from 'react';

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'> {
  /** `secondary` if absent. */
  kind?: 'primary' | 'secondary' | 'link';
}

export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { kind = 'secondary', className, ...rest },
  ref,
) {
  const names = ['pm-button', `pm-button-${kind}`, className].filter(Boolean).join(' ');
  return <button {...rest} ref={ref} type="button" className={names} />;
});
