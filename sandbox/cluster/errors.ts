/** The errors of the REST API: status, code and message as the real server names them. */

/** Ends a call; answered as `{code, message}`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export const unauthorized = () =>
  new ApiError(401, 'UnauthorizedUserError', 'Guest is not allowed to do this operation.');

export const forbidden = (message: string) => new ApiError(403, 'ForbiddenUserError', message);

export const invalidParameters = (message: string) =>
  new ApiError(400, 'InvalidParametersError', message);

export const noUser = (username: string) =>
  new ApiError(404, 'NoUserError', `User ${username} is not found.`);

export const noJob = (name: string) => new ApiError(404, 'NoJobError', `Job ${name} is not found.`);

export const noTag = (job: string, tag: string) =>
  new ApiError(404, 'NoTagError', `Tag ${tag} is not found for job ${job}.`);

export const tooManyRequests = () =>
  new ApiError(429, 'TooManyRequestsError', 'Too many requests, please try again later.');
