/** The identity server: tokens for client credentials and for the authorization code, on the older and the v2 path. */
import { createHmac, randomBytes } from 'node:crypto';

import type { State } from './state.mts';
import type { Client } from './types.mts';

/** The answer of an OAuth endpoint that refuses. */
export class OAuthRefusal extends Error {
	constructor(
		readonly status: number,
		readonly error: string,
		readonly description: string,
	) {
		super(description);
	}
}

const refuse = (error: string, description: string, status = 400): OAuthRefusal => new OAuthRefusal(status, error, description);

export interface TokenAnswer {
	access_token: string;
	expires_in: number;
	token_type: 'Bearer';
	scope: string;
	refresh_token?: string;
}

interface Code {
	clientId: string;
	redirectUri: string;
	scope: string;
	till: number;
}

const API_SCOPE = 'idoklad_api';
const CODE_SECONDS = 300;
const base64url = (text: string): string => Buffer.from(text, 'utf8').toString('base64url');

export class Identity {
	/** Access token -> the millisecond when it ends. */
	private readonly access = new Map<string, number>();
	private readonly refresh = new Map<string, { clientId: string; scope: string }>();
	private readonly codes = new Map<string, Code>();
	private readonly key = randomBytes(32);
	/** Tokens given out. */
	issued = 0;

	constructor(private readonly state: State) {}

	isValid(token: string): boolean {
		return this.state.now().getTime() < (this.access.get(token) ?? 0);
	}

	/** Every access token dies before its time; refresh tokens live on. */
	killTokens(): void {
		this.access.clear();
	}

	private client(form: URLSearchParams): Client {
		const found = this.state.settings.clients.find(({ id, secret }) => id === form.get('client_id') && secret === form.get('client_secret'));
		if (!found) throw refuse('invalid_client', 'Client authentication failed.', this.state.settings.wrongCredentialsStatus);
		return found;
	}

	/** AuthErrorCode(n) as the SDK reads it. */
	private checkPlan(): void {
		const { agenda } = this.state.settings;
		if (agenda.plan === 0) throw refuse('invalid_grant', 'AuthErrorCode(0): the agenda has the free subscription.');
		if (agenda.needToDowngrade) throw refuse('invalid_grant', 'AuthErrorCode(1): the subscription must be changed.');
		if (this.state.today > agenda.planTill) throw refuse('invalid_grant', 'AuthErrorCode(2): the subscription has expired.');
	}

	private issue(clientId: string, scope: string): TokenAnswer {
		const { tokenSeconds, agenda } = this.state.settings;
		const now = Math.floor(this.state.now().getTime() / 1000);
		this.issued += 1;
		const payload = { iss: 'iDoklad stand-in', iat: now, exp: now + tokenSeconds, client_id: clientId, scope: scope.split(' '), license_status: 'Ok', user_rights: agenda.userRights, jti: randomBytes(8).toString('hex') };
		const unsigned = `${base64url(JSON.stringify({ alg: 'HS256', typ: 'JWT' }))}.${base64url(JSON.stringify(payload))}`;
		const token = `${unsigned}.${createHmac('sha256', this.key).update(unsigned).digest('base64url')}`;
		this.access.set(token, this.state.now().getTime() + tokenSeconds * 1000);
		const answer: TokenAnswer = { access_token: token, expires_in: tokenSeconds, token_type: 'Bearer', scope };
		if (!scope.includes('offline_access')) return answer;
		const refreshToken = randomBytes(24).toString('hex');
		this.refresh.set(refreshToken, { clientId, scope });
		return { ...answer, refresh_token: refreshToken };
	}

	private clientCredentials(form: URLSearchParams, client: Client, version: 1 | 2): TokenAnswer {
		if (version === 2) {
			const applicationId = form.get('application_id') ?? '';
			if (applicationId === '') throw refuse('invalid_request', 'The request is missing a required parameter: application_id.');
			if (!this.state.settings.applicationIds.includes(applicationId)) throw refuse('invalid_client', 'The application is not known.');
		}
		const scope = form.get('scope') ?? '';
		if (scope !== API_SCOPE) throw refuse('invalid_scope', `Scope '${scope}' is not valid for this grant; it is ${API_SCOPE}.`);
		return this.issue(client.id, scope);
	}

	private authorizationCode(form: URLSearchParams, client: Client): TokenAnswer {
		const given = form.get('code') ?? '';
		const code = this.codes.get(given);
		this.codes.delete(given);
		if (!code || code.clientId !== client.id || code.till < this.state.now().getTime()) throw refuse('invalid_grant', 'The authorization code is not valid.');
		if (code.redirectUri !== form.get('redirect_uri')) throw refuse('invalid_grant', 'The redirect_uri is not the one of the authorization request.');
		return this.issue(client.id, code.scope);
	}

	/** The old refresh token ends here: every answer carries a new one. */
	private refreshToken(form: URLSearchParams, client: Client): TokenAnswer {
		const given = form.get('refresh_token') ?? '';
		const known = this.refresh.get(given);
		if (known?.clientId !== client.id) throw refuse('invalid_grant', 'The refresh token is not valid.');
		const scope = form.get('scope');
		if (scope !== null && scope !== known.scope) throw refuse('invalid_scope', 'The scope is not that of the refresh token.');
		this.refresh.delete(given);
		return this.issue(client.id, known.scope);
	}

	/** POST .../connect/token. Throws OAuthRefusal. */
	token(contentType: string, body: string, version: 1 | 2): TokenAnswer {
		if (!/^application\/x-www-form-urlencoded\b/i.test(contentType)) throw refuse('invalid_request', 'The body has to be a form (application/x-www-form-urlencoded).');
		const form = new URLSearchParams(body);
		const client = this.client(form);
		const grant = form.get('grant_type') ?? '';
		if (!['client_credentials', 'authorization_code', 'refresh_token'].includes(grant)) throw refuse('unsupported_grant_type', `Grant '${grant}' is not supported.`);
		if (!client.grants.some((allowed) => allowed === grant)) throw refuse('unauthorized_client', `The client may not use the grant ${grant}.`);
		this.checkPlan();
		if (grant === 'client_credentials') return this.clientCredentials(form, client, version);
		return grant === 'authorization_code' ? this.authorizationCode(form, client) : this.refreshToken(form, client);
	}

	/** GET /connect/authorize: the person says yes at once. The address to go to; throws OAuthRefusal. */
	authorize(query: URLSearchParams): string {
		const client = this.state.settings.clients.find(({ id, grants }) => id === query.get('client_id') && grants.includes('authorization_code'));
		const redirectUri = query.get('redirect_uri') ?? '';
		if (!client) throw refuse('unauthorized_client', 'The client is not known or may not use the authorization code.');
		if (!client.redirectUris?.includes(redirectUri)) throw refuse('invalid_request', `The redirect_uri '${redirectUri}' is not registered.`);
		const target = new URL(redirectUri);
		const state = query.get('state');
		if (state !== null) target.searchParams.set('state', state);
		const scope = query.get('scope') ?? '';
		if (query.get('response_type') !== 'code') target.searchParams.set('error', 'unsupported_response_type');
		else if (scope.split(' ').sort().join(' ') !== `${API_SCOPE} offline_access` && scope !== API_SCOPE) target.searchParams.set('error', 'invalid_scope');
		else {
			const code = randomBytes(16).toString('hex');
			this.codes.set(code, { clientId: client.id, redirectUri, scope, till: this.state.now().getTime() + CODE_SECONDS * 1000 });
			target.searchParams.set('code', code);
		}
		return target.toString();
	}
}
