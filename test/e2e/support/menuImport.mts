/** A workflow file on its way through the editor's menu, which keeps nodes and connections and drops every setting. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Pictures } from './browser.mts';
import { repositoryRoot } from './files.mts';
import { until } from '../../support/until.mts';
import type { StoredWorkflow } from './shapes.mts';
import type { Stage } from './stage.mts';

const limit = 120_000;

/** Menu, Import, From file, and a file chosen: what a person does on an empty canvas. */
async function chooseFile(page: Page, file: string): Promise<void> {
	await page.locator('[data-test-id="workflow-menu"]').first().click();
	await page.locator('[data-test-id="workflow-menu-item-import"]').hover();
	const asked = page.waitForEvent('filechooser', { timeout: limit });
	await page.getByRole('menuitem', { name: /file/i }).first().click();
	await (await asked).setFiles(file);
}

/** Names of the nodes that the canvas marks in red: something is missing in them, or n8n does not know their type. */
async function redNodes(page: Page): Promise<string[]> {
	const red = page.locator('[data-test-id="canvas-node"]:has([data-test-id="node-issues"], [data-test-id="node-not-installed"])');
	return await red.evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-node-name') ?? ''));
}

export interface Imported {
	workflow: StoredWorkflow;
	/** Nodes that are red after the import; where n8n has one credential of a type it chooses it by itself. */
	red: string[];
}

/**
 * Imports a file of workflows/ by the editor's menu and answers it as n8n has stored it; it takes the place of the one that the stage imported.
 * The person who imports chooses credentials and nothing else.
 */
export async function importByMenu(stage: Stage, { page }: Pictures, name: string): Promise<Imported> {
	const byCall = stage.workflow(name);
	await page.goto(`${stage.n8n.url}/workflow/new`, { timeout: limit });
	await page.locator('[data-test-id="workflow-menu"]').first().waitFor({ timeout: limit });
	await chooseFile(page, join(repositoryRoot(), 'workflows', `${name}.json`));
	await page.locator('[data-test-id="canvas-node"]').first().waitFor({ timeout: limit });
	await page.keyboard.press('Control+s');
	const stored = await until(
		`${name} to be stored by the editor`,
		async () => {
			const all = await stage.client.workflows();
			const made = all.find((one) => one.name === byCall.name && one.id !== byCall.id);
			const workflow = made && (await stage.client.workflow(made.id));
			return workflow?.nodes.length === byCall.nodes.length ? workflow : undefined;
		},
		{ limit },
	);
	const red = await redNodes(page);
	// The editor would store its own state over what is chosen now.
	await page.goto('about:blank');
	const chosen = new Map(byCall.nodes.map((node) => [node.name, node.credentials]));
	const nodes = stored.nodes.map((node) => ({ ...node, ...(chosen.get(node.name) ? { credentials: chosen.get(node.name) } : {}) }));
	stage.workflows[name] = await stage.client.updateWorkflow({ ...(await stage.client.workflow(stored.id)), nodes });
	return { workflow: stage.workflows[name], red };
}
