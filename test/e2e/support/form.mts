/** A person in an n8n form, as HTTP calls: page, filling in, next page, ending page. */
import { until } from '../../support/until.mts';

export interface FormPage {
	html: string;
	/** Heading of the page. */
	title: string;
	/** Field id by label. */
	fields: Record<string, string>;
	/** Checkbox and radio options by label of their field. */
	options: Record<string, string[]>;
	/** What each field is, by label. */
	controls: Record<string, FormControl>;
	/** Files that an ending page hands over. */
	files: Array<{ name: string; type: string; content: Buffer }>;
}

export interface FormControl {
	kind: 'text' | 'textarea' | 'date' | 'file' | 'select' | 'checkbox' | 'radio';
	required: boolean;
	choices: string[];
}

export interface FormFile {
	name: string;
	content: Uint8Array | string;
	type?: string;
}

/** What goes into a field: text, several options, or a file. */
export type FormValue = string | string[] | FormFile;

const askLimit = 120_000;

export class FormVisit {
	private address: string;

	private token = '';

	private constructor(
		address: string,
		private readonly authorization: string,
	) {
		this.address = address;
	}

	/** Opens the form's first page; `login` is "user:password" of a form with Basic Auth. */
	static async open(base: string, path: string, login = ''): Promise<{ visit: FormVisit; page: FormPage }> {
		const visit = new FormVisit(`${base}/form/${path}`, login ? `Basic ${Buffer.from(login).toString('base64')}` : '');
		const page = await until(`form ${path} to be known`, async () => {
			const answer = await visit.fetch(visit.address);
			const html = await answer.text();
			return answer.status === 404 ? undefined : visit.read(html);
		});
		return { visit, page };
	}

	/** Fills in and sends the page; answers the next page or the ending page. */
	async submit(page: FormPage, values: Record<string, FormValue>): Promise<FormPage> {
		const body = new FormData();
		for (const [label, value] of Object.entries(values)) {
			const id = page.fields[label];
			if (!id) throw new Error(`The form has no field "${label}"; it has: ${Object.keys(page.fields).join(', ')}`);
			if (typeof value === 'string') body.append(id, label in page.options ? JSON.stringify([value]) : value);
			else if (Array.isArray(value)) body.append(id, JSON.stringify(value));
			else body.append(id, new Blob([value.content as BlobPart], { type: value.type ?? 'text/xml' }), value.name);
		}
		if (Object.keys(values).length === 0) body.append('empty', '');
		const answer = await this.fetch(this.address, { method: 'POST', body });
		const text = await answer.text();
		const next = text.startsWith('{') ? (JSON.parse(text) as { formWaitingUrl?: string }).formWaitingUrl : undefined;
		if (answer.status !== 200 || !next) throw new Error(`The form answered ${answer.status}: ${text.slice(0, 300)}`);
		this.address = next;
		return await this.nextPage();
	}

	/** What the ending page does by itself: the run goes on to its end. */
	async leave(): Promise<void> {
		await (await this.fetch(this.address, { method: 'POST' })).text();
	}

	private async nextPage(): Promise<FormPage> {
		const status = new URL(this.address);
		status.pathname += '/n8n-execution-status';
		await until(
			'the next page of the form',
			async () => {
				// A busy n8n may close the connection of the last question just when this one takes it: asked again, as a browser does.
				const answer = await this.fetch(status.toString()).catch((problem: Error) => (problem instanceof TypeError ? undefined : Promise.reject(problem)));
				const text = ((await answer?.text()) ?? '').trim();
				if (['canceled', 'crashed', 'error', 'success'].includes(text)) throw new Error(`The form's run ended: ${text}`);
				return text === 'form-waiting' ? true : undefined;
			},
			{ limit: askLimit },
		);
		return this.read(await (await this.fetch(this.address)).text());
	}

	private async fetch(url: string, init: RequestInit = {}): Promise<Response> {
		return await fetch(url, {
			...init,
			redirect: 'manual',
			headers: {
				...(this.authorization ? { authorization: this.authorization } : {}),
				...(this.token ? { 'x-auth-token': this.token } : {}),
			},
			signal: AbortSignal.timeout(60_000),
		});
	}

	private read(html: string): FormPage {
		this.token = /const authToken = '([^']+)'/.exec(html)?.[1] ?? this.token;
		const fields: Record<string, string> = {};
		const options: Record<string, string[]> = {};
		const controls: Record<string, FormControl> = {};
		for (const part of html.split(/<label class='form-label/).slice(1)) {
			const label = plain(/^[^>]*>([\s\S]*?)<\/label>/.exec(part)?.[1] ?? '');
			const id = /id='(field-\d+)'/.exec(part)?.[1];
			if (id) fields[label] = id;
			const found = [...part.matchAll(/class='multiselect-checkbox'\s+id='[^']*'\s+value='([^']*)'/g)].map((hit) => plain(hit[1]!));
			if (found.length > 0) options[label] = found;
			controls[label] = controlOf(part, found);
		}
		return { html, title: plain(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? ''), fields, options, controls, files: handedOver(html) };
	}
}

/** The field of a label, from the label to the next one. */
function controlOf(part: string, options: string[]): FormControl {
	const required = /^[^>]*form-required/.test(part);
	if (options.length > 0) return { kind: part.includes('data-radio-select') ? 'radio' : 'checkbox', required, choices: options };
	const [, select] = /<select([\s\S]*?)<\/select>/.exec(part) ?? [];
	if (select) return { kind: 'select', required, choices: [...select.matchAll(/<option value='([^']+)'/g)].map((hit) => plain(hit[1]!)) };
	const [, type = 'textarea'] = /<input[^>]*type='(\w+)'/.exec(part) ?? [];
	return { kind: type as FormControl['kind'], required, choices: [] };
}

function handedOver(html: string): FormPage['files'] {
	const encoded = /JSON\.parse\(decodeURIComponent\("([^"]*)"\)\)/.exec(html)?.[1];
	if (!encoded) return [];
	const list = JSON.parse(decodeURIComponent(encoded)) as Array<{ data: { data: number[] } | string; fileName: string; type: string }>;
	return list.map(({ data, fileName, type }) => ({
		name: fileName,
		type,
		content: typeof data === 'string' ? Buffer.from(data, 'latin1') : Buffer.from(data.data),
	}));
}

/** Text as a person sees it in the page. */
export function plain(html: string): string {
	const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };
	return html
		.replace(/&(?:#x([0-9a-f]+)|(\w+));/gi, (all, code: string | undefined, name: string) =>
			code ? String.fromCodePoint(Number.parseInt(code, 16)) : (named[name] ?? all),
		)
		.trim();
}
