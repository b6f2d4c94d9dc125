/** Pictures of the editor, the forms and the pages, made with Debian's Chromium through playwright-core. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { OWNER } from './client.mts';
import { repositoryRoot } from './files.mts';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Path of a Chromium on this machine, if there is one. */
export function chromiumPath(): string | undefined {
	return [process.env.CHROMIUM_PATH, ...PLACES].find((path) => path && existsSync(path));
}

export class Pictures {
	readonly folder = join(repositoryRoot(), 'docs', 'images');

	private readonly inspected = join(repositoryRoot(), '.artifacts', 'panels');

	private constructor(
		private readonly browser: Browser,
		readonly page: Page,
	) {
		mkdirSync(this.folder, { recursive: true });
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
		});
		return new Pictures(browser, await context.newPage());
	}

	async signIn(base: string): Promise<void> {
		await this.page.goto(`${base}/signin`);
		await this.page.locator('input[name="emailOrLdapLoginId"]').fill(OWNER.email);
		await this.page.locator('input[name="password"]').fill(OWNER.password);
		await this.page.locator('[data-test-id="form-submit-button"]').click();
		await this.page.waitForURL((url) => !url.pathname.includes('signin'), { timeout: 60_000 });
	}

	/** A workflow's canvas, all of it in view. */
	async canvas(base: string, workflowId: string, name: string): Promise<void> {
		await this.page.goto(`${base}/workflow/${workflowId}`);
		await this.page.locator('[data-test-id="canvas-node"]').first().waitFor({ timeout: 60_000 });
		await this.page.keyboard.press('1');
		await this.page.mouse.move(700, 890);
		await this.page.waitForTimeout(1500);
		await this.shot(name);
	}

	/** A node's panel on the canvas that is open. */
	async panel(nodeName: string, name: string): Promise<void> {
		await this.page.locator(`[data-test-id="canvas-node"][data-node-name="${nodeName}"]`).dblclick();
		await this.page.locator('[data-test-id="ndv"], [data-test-id="node-parameters"]').first().waitFor({ timeout: 30_000 });
		await this.page.waitForTimeout(1200);
		await this.shot(name);
		await this.page.keyboard.press('Escape');
		await this.page.waitForTimeout(300);
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
		await column.waitFor({ timeout: 30_000 });
		await this.page.waitForTimeout(900);
		if (documented) await this.shot(documented);
		await column.screenshot({ path: join(this.inspected, `${nodeName}.png`) });
		const wide = await column.evaluate((element) => element.scrollWidth > element.clientWidth + 1);
		const issues = await column.locator('[data-test-id="parameter-issues"]').count();
		await this.page.keyboard.press('Escape');
		await this.page.waitForTimeout(300);
		return { wide, issues };
	}

	async shot(name: string): Promise<void> {
		// n8n's "Production Checklist" covers the left part of the canvas.
		await this.page.addStyleTag({ content: '[data-reka-popper-content-wrapper] { display: none }' });
		await this.page.screenshot({ path: join(this.folder, `${name}.png`) });
	}

	async close(): Promise<void> {
		await this.browser.close();
	}
}
