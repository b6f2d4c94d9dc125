/** Pictures of the editor, the forms and the pages, made with Debian's Chromium through playwright-core. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page, type Request } from 'playwright-core';
import { OWNER } from './client.mts';
import { repositoryRoot } from './files.mts';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Milliseconds for whatever the browser waits for. */
const limit = 120_000;
/** Milliseconds without a change after which a page counts as done. */
const QUIET = 250;

/** Whether pictures are made: E2E_PICTURES=1, which a full run sets. Without them the same pages are walked and asked the same. */
const taking = process.env.E2E_PICTURES === '1';

/** Path of a Chromium on this machine, if there is one. */
export function chromiumPath(): string | undefined {
	return [process.env.CHROMIUM_PATH, ...PLACES].find((path) => path && existsSync(path));
}

export class Pictures {
	readonly folder = join(repositoryRoot(), 'docs', 'images');

	private readonly inspected = join(repositoryRoot(), '.artifacts', 'panels');

	private readonly pending = new Set<Request>();

	private constructor(
		private readonly browser: Browser,
		readonly page: Page,
	) {
		mkdirSync(this.folder, { recursive: true });
		page.on('request', (request) => this.pending.add(request));
		for (const event of ['requestfinished', 'requestfailed'] as const) page.on(event as 'requestfinished', (request) => this.pending.delete(request));
	}

	/** A browser whose user has passed the Basic Auth of forms and pages. */
	static async open(executablePath: string, login: { user: string; password: string }): Promise<Pictures> {
		const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'] });
		const context = await browser.newContext({
			viewport: { width: 1400, height: 900 },
			httpCredentials: { username: login.user, password: login.password },
			acceptDownloads: true,
			locale: 'en-GB',
			timezoneId: 'Europe/Prague',
			reducedMotion: 'reduce',
		});
		context.setDefaultTimeout(limit);
		return new Pictures(browser, await context.newPage());
	}

	async signIn(base: string): Promise<void> {
		await this.page.goto(`${base}/signin`);
		await this.page.locator('input[name="emailOrLdapLoginId"]').fill(OWNER.email);
		await this.page.locator('input[name="password"]').fill(OWNER.password);
		await this.page.locator('[data-test-id="form-submit-button"]').click();
		await this.page.waitForURL((url) => !url.pathname.includes('signin'));
	}

	/** A workflow's canvas, all of it in view. */
	async canvas(base: string, workflowId: string, name: string): Promise<void> {
		await this.page.goto(`${base}/workflow/${workflowId}`);
		await this.page.locator('[data-test-id="canvas-node"]').first().waitFor();
		await this.page.keyboard.press('1');
		await this.page.mouse.move(700, 890);
		await this.still();
		await this.shot(name);
	}

	/** A node's panel on the canvas that is open. */
	async panel(nodeName: string, name: string): Promise<void> {
		await this.page.locator(`[data-test-id="canvas-node"][data-node-name="${nodeName}"]`).dblclick();
		await this.page.locator('[data-test-id="ndv"], [data-test-id="node-parameters"]').first().waitFor();
		await this.still();
		await this.shot(name);
		await this.leavePanel();
	}

	/**
	 * A node's panel on the canvas that is open, to be looked at: the column of parameters in full, in .artifacts/panels;
	 * the whole window too where `documented` names its picture in docs/images.
	 *
	 * @returns whether something is wider than the column, and how many issues n8n marks in red
	 */
	async inspect(nodeName: string, documented?: string): Promise<{ wide: boolean; issues: number }> {
		mkdirSync(this.inspected, { recursive: true });
		await this.page.setViewportSize({ width: 1400, height: documented ? 900 : 1300 });
		await this.page.locator(`[data-test-id="canvas-node"][data-node-name="${nodeName}"]`).dblclick();
		const column = this.page.locator('[data-test-id="node-parameters"]').first();
		await column.waitFor();
		await this.still();
		if (documented) await this.shot(documented);
		if (taking) await column.screenshot({ path: join(this.inspected, `${nodeName}.png`) });
		const wide = await column.evaluate((element) => element.scrollWidth > element.clientWidth + 1);
		const issues = await column.locator('[data-test-id="parameter-issues"]').count();
		await this.leavePanel();
		return { wide, issues };
	}

	/**
	 * Waits until the page is done: fonts and pictures are there, no answer is awaited, and nothing in it has changed for a
	 * moment. A page that never rests is taken as it is after a while.
	 */
	async still(): Promise<void> {
		let turns = 0;
		let same: boolean;
		do {
			await this.page.waitForLoadState('load');
			same = await this.unchanged();
			turns += 1;
		} while ((!same || this.pending.size > 0) && turns < 20);
	}

	/** false when another page came meanwhile: a form leads on to its next one by itself. */
	private async unchanged(): Promise<boolean> {
		const rest = this.page.evaluate(async (quiet) => {
			await document.fonts.ready;
			await new Promise<void>((resolve) => {
				let timer: ReturnType<typeof setTimeout>;
				const patience = setTimeout(() => end(), 40 * quiet);
				const observer = new MutationObserver(() => wait());
				const end = () => {
					observer.disconnect();
					clearTimeout(timer);
					clearTimeout(patience);
					resolve();
				};
				const wait = () => {
					clearTimeout(timer);
					timer = setTimeout(() => ([...document.images].every(({ complete }) => complete) ? end() : wait()), quiet);
				};
				observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
				wait();
			});
			return true;
		}, QUIET);
		return await rest.catch((error: Error) => {
			if (/context was destroyed|frame was detached/i.test(error.message)) return false;
			throw error;
		});
	}

	async shot(name: string): Promise<void> {
		// n8n's "Production Checklist" covers the left part of the canvas, and takes the clicks.
		await this.page.addStyleTag({ content: '[data-reka-popper-content-wrapper] { display: none }' });
		if (taking) await this.page.screenshot({ path: join(this.folder, `${name}.png`) });
	}

	private async leavePanel(): Promise<void> {
		await this.page.keyboard.press('Escape');
		await this.page.locator('[data-test-id="ndv"], [data-test-id="node-parameters"]').first().waitFor({ state: 'hidden' });
	}

	async close(): Promise<void> {
		await this.browser.close();
	}
}
