/** What came back from a service, told apart by what it means for what was sent. One vocabulary for all services. */

/** Understood and done. */
export interface Done<T> {
	kind: 'ok';
	data: T;
}

/** Understood and not done. */
interface Refusal {
	kind: 'refused';
	status: number;
	/** The service's own. */
	code?: number;
	message: string;
}

/** Certainly not done. */
export interface Unreachable {
	kind: 'unreachable';
	reason: string;
}

/** It may have been done. */
export interface Unclear {
	kind: 'unclear';
	reason: string;
}

/** Too many calls; not done. */
export interface Limited {
	kind: 'limited';
	reason: string;
}

/** Login, right, plan or address: no call will do until a person acts. */
export interface Denied {
	kind: 'denied';
	status?: number;
	reason: string;
	hint: string;
}

export type Reply<T = unknown> = Done<T> | Refusal | Unreachable | Unclear | Limited | Denied;

/** What a service says when no connection to it came about. */
export interface FailureWords {
	/** Completes "The secure connection to … was not made". */
	system: string;
	/** What to do about a certificate. */
	certificateHint: string;
	/** By system code; these alone say that nothing was sent. */
	notConnected: Readonly<Record<string, string>>;
}

const DROPPED: Readonly<Record<string, string>> = {
	ECONNRESET: 'the connection was closed before the answer was complete',
	EPIPE: 'the connection was closed before everything was sent',
	ECONNABORTED: 'no answer came within the time-out',
	ETIMEDOUT: 'no answer came within the time-out',
	ERR_BAD_RESPONSE: 'the answer broke off',
};

/** Certificates: no request leaves before they are verified. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|EPROTO/;

/** Meaning of a call that ended without an HTTP answer; `code` is the system's or the HTTP client's. */
export function replyOfFailure(
	code: string | undefined,
	message: string,
	{ system, certificateHint, notConnected }: FailureWords,
): Unreachable | Unclear | Denied {
	if (code === undefined) return { kind: 'unclear', reason: message };
	if (Object.hasOwn(notConnected, code)) return { kind: 'unreachable', reason: notConnected[code] };
	if (CERTIFICATE.test(code)) {
		return { kind: 'denied', reason: `The secure connection to ${system} was not made (${code})`, hint: certificateHint };
	}
	return { kind: 'unclear', reason: Object.hasOwn(DROPPED, code) ? DROPPED[code] : message };
}
