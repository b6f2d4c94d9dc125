/** Frame of the tests that take pictures: one server and one browser for all of a file, skipped where there is no Chromium. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumPath, Pictures } from './browser.mts';
import type { WorkflowFile, WorkflowNode } from './shapes.mts';
import { Stage, VISITOR, type StageOptions } from './stage.mts';

/** Node by its picture, for each workflow file. */
export type Panels = Record<string, Record<string, string>>;

export class Frame {
	stage!: Stage;

	pictures!: Pictures;

	private readonly closers: Array<() => Promise<void>> = [];

	/** The stage, with the editor as its users have it: in production the browser keeps what it has fetched. */
	async open(options: StageOptions = {}): Promise<void> {
		this.stage = await Stage.open({ ...options, n8n: { editor: true, env: { NODE_ENV: 'production' } } });
	}

	/** Something to close at the end, after the server. */
	later(close: () => Promise<void>): void {
		this.closers.unshift(close);
	}

	/** Fails for pictures that are not there. */
	expectThere(...names: string[]): void {
		expect(names.filter((name) => !existsSync(join(this.pictures.folder, `${name}.png`)))).toEqual([]);
	}

	/** One test for each workflow: its canvas and these panels. */
	testWorkflows(workflows: Panels): void {
		for (const [workflow, panels] of Object.entries(workflows)) {
			test(`canvas and panels of ${workflow}`, async () => {
				await this.pictures.canvas(this.stage.n8n.url, this.stage.workflow(workflow).id, `canvas-${workflow}`);
				for (const [node, name] of Object.entries(panels)) {
					const [call, inner] = node.split(' → ');
					if (inner) await this.openCalled(workflow, call!);
					await this.pictures.panel(inner ?? node, name);
				}
				this.expectThere(`canvas-${workflow}`, ...Object.values(panels));
			});
		}
	}

	/** The workflow inside a call, open in the browser. */
	async openCalled(workflow: string, call: string): Promise<void> {
		const { parameters } = this.stage.workflow(workflow).nodes.find(({ name }) => name === call)!;
		const called = JSON.parse(String(parameters.workflowJson)) as WorkflowFile;
		await this.show(await this.stage.client.importWorkflow({ ...called, pinData: {} }));
	}

	/** A workflow of nodes that only lie there, open in the browser. */
	async openLoose(type: string, credential: string, nodes: Record<string, Record<string, unknown>>): Promise<void> {
		const { id: ofCredential, name: title } = (await this.stage.client.credentials()).find((one) => one.type === credential)!;
		const loose = Object.entries(nodes).map(([name, parameters], index): WorkflowNode => ({
			...{ id: `loose-${index}`, name, type, typeVersion: 1, parameters, credentials: { [credential]: { id: ofCredential, name: title } } },
			position: [220 * (index % 8), 200 * Math.floor(index / 8)],
		}));
		await this.show(await this.stage.client.importWorkflow({ name: 'Panels', nodes: loose, connections: {}, settings: { executionOrder: 'v1' }, pinData: {} }));
	}

	private async show({ id }: { id: string }): Promise<void> {
		await this.pictures.page.goto(`${this.stage.n8n.url}/workflow/${id}`);
		await this.pictures.page.locator('[data-test-id="canvas-node"]').first().waitFor();
		await this.pictures.page.keyboard.press('1');
		await this.pictures.still();
	}

	async close(): Promise<void> {
		await this.pictures?.close();
		await this.stage?.close();
		for (const close of this.closers) await close();
	}
}

/**
 * @param prepare sets `stage`, with what the pictures shall show in it
 * @param tests registers the tests; the frame is filled when they run
 */
export function pictureTests(title: string, prepare: (frame: Frame) => Promise<void>, tests: (frame: Frame) => void): void {
	const chromium = chromiumPath();
	if (!chromium) console.log(`Skipped: ${title} need Chromium (apt-get install chromium, or CHROMIUM_PATH).`);
	(chromium ? describe : describe.skip)(title, () => {
		const frame = new Frame();
		beforeAll(async () => {
			await prepare(frame);
			frame.pictures = await Pictures.open(chromium!, VISITOR);
			await frame.pictures.signIn(frame.stage.n8n.url);
		});
		afterAll(async () => await frame.close());
		tests(frame);
	});
}
