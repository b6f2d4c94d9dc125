// What people see and hear: forms, their endings, the alarm.
import { js, node, part } from './build.mjs';
import { stop } from './nodes.mjs';

const WIDE = '.container { width: 720px; max-width: 94vw; }\n.header p, .form-header p { text-align: left; }';

/** n8n puts these texts into the page as HTML. */
export const escaped = (text) => js`(${text}).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')`;

/** A form behind a login. `texts`: title, description, button. */
export const form = (position, path, { title, description, button }, fields, parameters = {}, options = {}) =>
	node('formTrigger', 2.5, position, {
		...{ authentication: 'basicAuth', formTitle: title, formDescription: description },
		formFields: { values: fields },
		responseMode: 'onReceived',
		options: { appendAttribution: false, buttonLabel: button, ...options, path },
		...parameters,
	});

/** What a run by hand asks for; anything but Send is a preview. */
export const whatToDo = (label) => ({
	fieldLabel: label,
	fieldName: 'what',
	fieldType: 'dropdown',
	fieldOptions: { values: [{ option: 'Preview' }, { option: 'Send' }] },
	defaultValue: 'Preview',
	requiredField: true,
});
export const runNowFields = ({ what, from, to, registers, registersExample }) => [
	whatToDo(what),
	{ fieldLabel: from, fieldName: 'from', fieldType: 'date' },
	{ fieldLabel: to, fieldName: 'to', fieldType: 'date' },
	{ fieldLabel: registers, fieldName: 'registers', placeholder: registersExample },
];

/** The last page. `files`: names of the binary fields to hand over. */
export const ending = (position, title, message, more = {}, files = undefined) =>
	node(
		...['form', 2.5, position],
		{
			...{ operation: 'completion', respondWith: files === undefined ? 'text' : 'returnBinary', completionTitle: title, completionMessage: message },
			options: { appendAttribution: false, customCss: WIDE },
			...(files === undefined ? {} : { inputDataFieldName: files }),
		},
		more,
	);
/**
 * What the node `booked`, a call of Book, tells of the run; it does not run when nothing waited. `verb`: send or export. Below it, each under its title,
 * what the nodes of `also` tell, if they ran: `{ node: title }`, or the name of one.
 */
export const told = (booked, verb, also = {}) => {
	const html = (node) => part`$('${node}').first().json.html`;
	const first = part`$('${booked}').isExecuted ? ${html(booked)} : 'There was nothing to ${verb}.'`;
	const rest = Object.entries(typeof also === 'string' ? { [also]: '' } : also).map(([node, title]) => part` + ($('${node}').isExecuted ? '\n\n${title === '' ? '' : `${title}: `}' + ${html(node)} : '')`);
	return rest.length === 0 ? js`${first}` : js`(${first})${rest.join('')}`;
};
/** A page in between, its fields made by an expression. */
export const page = (position, parameters, more = {}) => node('form', 2.5, position, { operation: 'page', ...parameters }, more);

export const STOPPED = part`String($json.error) + ($json.details ? '\n\n' + $json.details : '')`;
/** One of our nodes stopped behind a form: its message and what to do. */
export const itStopped = (position, { title, advice }) => ending(position, title, escaped(part`${STOPPED} + '\n\n${advice}'`), { executeOnce: true });
/** Then the run ends as an error. */
export const stopTheRun = (position) => stop(position, js`String($json.error) + ($json.details ? '\n' + $json.details : '')`);

/** Off until somebody chooses who is told and how. */
export const mail = (position, subject, text, toEmail = 'accounting@example.com') =>
	node(
		...['emailSend', 2.1, position],
		{ fromEmail: 'n8n@example.com', toEmail, subject, emailFormat: 'text', text, options: { appendAttribution: false } },
		{ disabled: true },
	);

/** A workflow's own Error Trigger needs no setting that an import could lose. */
export const whenItStops = (position) => node('errorTrigger', 1, position);
/**
 * The message to a person: what to decide (an item of Summarise, or `subject` and `text`), or that the workflow stopped (an item of When It Stops).
 * `texts`: stopped, the subject; advice, below the error.
 */
export const tellSomeone = (position, { stopped, advice }, toEmail = undefined) =>
	mail(
		position,
		js`$json.subject ?? '${stopped}'`,
		js`$json.decisions ?? $json.text ?? (e => (e.lastNodeExecuted ?? e.error?.name ?? 'The workflow') + ': ' + [e.error?.message, e.error?.description, '', '${advice}', e.url].join('\n'))($json.execution ?? $json.trigger ?? {})`,
		toEmail,
	);
