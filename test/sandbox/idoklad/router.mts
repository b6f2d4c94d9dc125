/** Routes: which method and path leads to which handler, and what a handler is given. */
import { HttpRefusal } from '../mserver/transport.mts';
import type { State } from './state.mts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

export interface Call {
	state: State;
	/** Path parameters by their name in the template. */
	params: Record<string, string>;
	query: Query;
}

/** Parameters by name in any case. */
export class Query {
	private readonly values = new Map<string, string>();

	constructor(search: URLSearchParams) {
		for (const [name, value] of search) this.values.set(name.toLowerCase(), value);
	}

	get(name: string): string | undefined {
		return this.values.get(name.toLowerCase());
	}

	get names(): string[] {
		return [...this.values.keys()];
	}
}

/** Data after `select`, and the whole of it for the check against the API description. */
export class Selected {
	constructor(
		readonly data: unknown,
		readonly whole: unknown,
	) {}
}

export interface Route {
	method: Method;
	/** As the API description writes it; `{id}` and other parameters that end in `Id` are integers of 1 or more. */
	path: string;
	/** Model of the body, or of every entry of `Items` where `batch` is set; `ids`: the entries are Ids. */
	body?: string;
	batch?: boolean;
	/** Answers Data; for a batch it is called once per entry. Throws Refusal. */
	run: (call: Call, body: any) => unknown;
	/** Other parameters than those of lists and details. */
	query?: readonly string[];
}

const isParameter = (part: string): boolean => part.startsWith('{');
const isId = (name: string): boolean => /id$/i.test(name);

function matchParts(template: readonly string[], given: readonly string[]): Record<string, string> | undefined {
	if (template.length !== given.length) return undefined;
	const params: Record<string, string> = {};
	for (const [index, part] of template.entries()) {
		const value = given[index]!;
		if (!isParameter(part)) {
			if (part.toLowerCase() !== value.toLowerCase()) return undefined;
			continue;
		}
		const name = part.slice(1, -1);
		if (value === '' || (isId(name) && !/^[1-9]\d{0,9}$/.test(value))) return undefined;
		params[name] = value;
	}
	return params;
}

const parameters = ({ path }: Route): number => path.split('{').length;

export class Router {
	private readonly routes: Array<{ route: Route; parts: string[] }>;

	constructor(routes: readonly Route[]) {
		// The fewest parameters first: /X/Default before /X/{id}.
		this.routes = [...routes].sort((a, b) => parameters(a) - parameters(b)).map((route) => ({ route, parts: route.path.split('/') }));
	}

	/** @param path without /v3; throws HttpRefusal 404 and 405 as the service words them */
	match(method: string, path: string, uri: string): { route: Route; params: Record<string, string> } {
		const given = path.split('/').map((part) => {
			try {
				return decodeURIComponent(part);
			} catch {
				throw new HttpRefusal(400, 'The path is not encoded as it should be.');
			}
		});
		const found = this.routes.flatMap(({ route, parts }) => {
			const params = matchParts(parts, given);
			return params ? [{ route, params }] : [];
		});
		if (found.length === 0) throw new HttpRefusal(404, `No HTTP resource was found that matches the request URI '${uri}'.`);
		const fitting = found.find(({ route }) => route.method === method);
		if (!fitting) throw new HttpRefusal(405, `UnsupportedApiVersion: the HTTP resource that matches the request URI '${uri}' does not support the HTTP method '${method}'.`);
		return fitting;
	}
}
