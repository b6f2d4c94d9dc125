/** Shapes of n8n 2.41's workflows and executions, as far as they are used here. */

export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	webhookId?: string;
	credentials?: Record<string, { id: string; name: string }>;
	[other: string]: unknown;
}

export interface WorkflowFile {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings: Record<string, unknown>;
	pinData?: Record<string, Array<{ json: Record<string, unknown> }>>;
	[other: string]: unknown;
}

export interface StoredWorkflow extends WorkflowFile {
	id: string;
	versionId: string;
}

export interface NodeRun {
	executionStatus: string;
	startTime: number;
	executionIndex: number;
	error?: { message: string; description?: string };
	data?: { main: Array<Array<{ json: Record<string, unknown>; binary?: Record<string, Record<string, unknown>> }> | null> };
}

export interface Execution {
	id: string;
	status: string;
	finished: boolean;
	mode: string;
	workflowId: string;
	data: { resultData: { runData: Record<string, NodeRun[]>; lastNodeExecuted?: string; error?: { message: string; description?: string } } };
}
