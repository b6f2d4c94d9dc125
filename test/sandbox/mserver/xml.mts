/** XML of answers: written straight from plain objects, because lists of 100,000 records have to come quickly. */
import { asStored } from './decode.mts';
import type { El } from './tree.mts';

/** Element names to text, objects or arrays of them; "@name" is an attribute, "#" the text beside attributes. */
export interface XmlObject {
	[name: string]: XmlValue | undefined;
}
export type XmlValue = string | number | boolean | XmlObject | ReadonlyArray<XmlObject | string>;

/** Leaves out what is undefined: an element that is not there. */
export function given(object: Record<string, XmlValue | undefined>): XmlObject {
	return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#xD;' };
const escaped = (text: string): string => (/[&<>"\r]/.test(text) ? text.replace(/[&<>"\r]/g, (character) => ESCAPES[character]!) : text);
/** In attributes a parser would make spaces of line ends and tabs. */
const inAttribute = (text: string): string => escaped(text).replace(/[\t\n]/g, (character) => (character === '\t' ? '&#x9;' : '&#xA;'));

function write(name: string, value: XmlValue, out: string[]): void {
	if (Array.isArray(value)) {
		for (const one of value as ReadonlyArray<XmlObject | string>) write(name, one, out);
	} else if (typeof value === 'object') {
		const object = value as XmlObject;
		out.push('<', name);
		const children: Array<[string, XmlValue]> = [];
		let text = '';
		for (const key of Object.keys(object)) {
			const child = object[key];
			if (child === undefined) continue;
			if (key === '#') text = escaped(String(child));
			else if (key.startsWith('@')) out.push(' ', key.slice(1), '="', inAttribute(String(child)), '"');
			else children.push([key, child]);
		}
		if (text === '' && children.length === 0) {
			out.push('/>');
			return;
		}
		out.push('>', text);
		for (const [key, child] of children) write(key, child, out);
		out.push('</', name, '>');
	} else {
		const text = String(value);
		if (text === '') out.push('<', name, '/>');
		else out.push('<', name, '>', escaped(text), '</', name, '>');
	}
}

/** Text of a document with one root element. */
export function xmlText(root: XmlObject, encoding: string): string {
	const out = [`<?xml version="1.0" encoding="${encoding}"?>`];
	for (const [name, value] of Object.entries(root)) if (value !== undefined) write(name, value, out);
	return out.join('');
}

/** An element as it was sent, in the characters that POHODA can store. Elements of one name come together. */
export function kept(el: El): XmlObject | string {
	const attributes = Object.entries(el.attributes).map(([name, value]) => [`@${name}`, asStored(value)] as const);
	if (!el.children.length) {
		const text = asStored(el.text);
		return attributes.length ? { ...Object.fromEntries(attributes), '#': text } : text;
	}
	return { ...Object.fromEntries(attributes), ...keptChildren(el.children) };
}

export function keptChildren(children: readonly El[]): XmlObject {
	const object: Record<string, XmlObject | string | Array<XmlObject | string>> = {};
	for (const child of children) {
		const before = object[child.name];
		const value = kept(child);
		if (before === undefined) object[child.name] = value;
		else if (Array.isArray(before)) before.push(value);
		else object[child.name] = [before, value];
	}
	return object;
}

/** The object at a path of element names, undefined where there is none. */
export function objectAt(value: XmlValue | undefined, ...path: string[]): XmlObject | undefined {
	let at: XmlValue | undefined = value;
	for (const name of path) at = typeof at === 'object' && !Array.isArray(at) ? (at as XmlObject)[name] : undefined;
	return typeof at === 'object' && !Array.isArray(at) ? (at as XmlObject) : undefined;
}

/** The text at a path of element names. */
export function textAt(value: XmlValue | undefined, ...path: string[]): string | undefined {
	const found = path.length > 1 ? objectAt(value, ...path.slice(0, -1))?.[path.at(-1)!] : path.length ? objectAt(value)?.[path[0]!] : value;
	if (found === undefined || Array.isArray(found)) return undefined;
	return typeof found === 'object' ? (found as XmlObject)['#']?.toString() : String(found);
}
