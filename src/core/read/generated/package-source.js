/** Generated from schemas/ by `npm run generate`; change the schema, not this file. */
"use strict";
export const validate = validate10;
const schema11 = {"$id":"https://pai-market.example/schemas/package-source.schema.json","type":"object","required":["label","description","author","categories","actions"],"additionalProperties":false,"properties":{"label":{"type":"string","maxLength":256,"minLength":1},"description":{"type":"string","maxLength":4096,"minLength":1},"author":{"type":"string","maxLength":256,"minLength":1},"org":{"type":"string","maxLength":256},"created":{"type":"integer","minimum":0,"maximum":4102444800},"categories":{"type":"array","maxItems":64,"items":{"type":"string","maxLength":128},"minItems":1},"tags":{"type":"array","maxItems":64,"items":{"type":"string","maxLength":64}},"dependencies":{"$ref":"common.schema.json#/definitions/Dependencies"},"cdapVersion":{"type":"string","maxLength":256},"paiVersion":{"type":"string","maxLength":256},"license":{"type":"string","maxLength":255},"licenseId":{"type":"string","maxLength":128},"changelog":{"type":"string","maxLength":65536},"components":{"type":"array","maxItems":16,"items":{"enum":["job","data","script","dockerimage","output"]}},"beta":{"type":"boolean"},"yanked":{"type":"string","maxLength":1024},"actions":{"type":"array","minItems":1,"maxItems":64,"items":{"$ref":"common.schema.json#/definitions/Action"}}}};
const schema13 = {"type":"object","properties":{"cdap":{"type":"object","properties":{"minVersion":{"type":"string","maxLength":64},"maxVersion":{"type":"string","maxLength":64}}}}};
const func0 = Object.prototype.hasOwnProperty;
const func52 = ((text) => { let n = 0; for (const _ of text) n++; return n; });
const schema14 = {"type":"object","required":["type"],"properties":{"type":{"type":"string","maxLength":64,"minLength":1},"label":{"type":"string","maxLength":256},"arguments":{"type":"array","maxItems":64,"items":{"$ref":"common.schema.json#/definitions/ActionArgument"}}}};
const schema15 = {"type":"object","required":["name"],"properties":{"name":{"type":"string","maxLength":128,"minLength":1},"value":{},"default":{},"canModify":{"type":"boolean"},"label":{"type":"string","maxLength":256},"description":{"type":"string","maxLength":4096}}};

function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.type === undefined) || (!(func0.call(data, "type")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.type !== undefined && func0.call(data, "type")){
let data0 = data.type;
if(typeof data0 === "string"){
if(func52(data0) > 64){
const err1 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(func52(data0) < 1){
const err2 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.label !== undefined && func0.call(data, "label")){
let data1 = data.label;
if(typeof data1 === "string"){
if(func52(data1) > 256){
const err4 = {instancePath:instancePath+"/label",schemaPath:"#/properties/label/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/label",schemaPath:"#/properties/label/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.arguments !== undefined && func0.call(data, "arguments")){
let data2 = data.arguments;
if(Array.isArray(data2)){
if(data2.length > 64){
const err6 = {instancePath:instancePath+"/arguments",schemaPath:"#/properties/arguments/maxItems",keyword:"maxItems",params:{limit: 64}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if((data3.name === undefined) || (!(func0.call(data3, "name")))){
const err7 = {instancePath:instancePath+"/arguments/" + i0,schemaPath:"common.schema.json#/definitions/ActionArgument/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data3.name !== undefined && func0.call(data3, "name")){
let data4 = data3.name;
if(typeof data4 === "string"){
if(func52(data4) > 128){
const err8 = {instancePath:instancePath+"/arguments/" + i0+"/name",schemaPath:"common.schema.json#/definitions/ActionArgument/properties/name/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(func52(data4) < 1){
const err9 = {instancePath:instancePath+"/arguments/" + i0+"/name",schemaPath:"common.schema.json#/definitions/ActionArgument/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/arguments/" + i0+"/name",schemaPath:"common.schema.json#/definitions/ActionArgument/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data3.canModify !== undefined && func0.call(data3, "canModify")){
if(typeof data3.canModify !== "boolean"){
const err11 = {instancePath:instancePath+"/arguments/" + i0+"/canModify",schemaPath:"common.schema.json#/definitions/ActionArgument/properties/canModify/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data3.label !== undefined && func0.call(data3, "label")){
let data6 = data3.label;
if(typeof data6 === "string"){
if(func52(data6) > 256){
const err12 = {instancePath:instancePath+"/arguments/" + i0+"/label",schemaPath:"common.schema.json#/definitions/ActionArgument/properties/label/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/arguments/" + i0+"/label",schemaPath:"common.schema.json#/definitions/ActionArgument/properties/label/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data3.description !== undefined && func0.call(data3, "description")){
let data7 = data3.description;
if(typeof data7 === "string"){
if(func52(data7) > 4096){
const err14 = {instancePath:instancePath+"/arguments/" + i0+"/description",schemaPath:"common.schema.json#/definitions/ActionArgument/properties/description/maxLength",keyword:"maxLength",params:{limit: 4096}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/arguments/" + i0+"/description",schemaPath:"common.schema.json#/definitions/ActionArgument/properties/description/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath:instancePath+"/arguments/" + i0,schemaPath:"common.schema.json#/definitions/ActionArgument/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
else {
const err17 = {instancePath:instancePath+"/arguments",schemaPath:"#/properties/arguments/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
else {
const err18 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
validate12.errors = vErrors;
return errors === 0;
}


function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="https://pai-market.example/schemas/package-source.schema.json" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.label === undefined) || (!(func0.call(data, "label")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "label"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((data.description === undefined) || (!(func0.call(data, "description")))){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "description"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if((data.author === undefined) || (!(func0.call(data, "author")))){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "author"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if((data.categories === undefined) || (!(func0.call(data, "categories")))){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "categories"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if((data.actions === undefined) || (!(func0.call(data, "actions")))){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "actions"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!(func0.call(schema11.properties, key0))){
const err5 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.label !== undefined && func0.call(data, "label")){
let data0 = data.label;
if(typeof data0 === "string"){
if(func52(data0) > 256){
const err6 = {instancePath:instancePath+"/label",schemaPath:"#/properties/label/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(func52(data0) < 1){
const err7 = {instancePath:instancePath+"/label",schemaPath:"#/properties/label/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/label",schemaPath:"#/properties/label/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
let data1 = data.description;
if(typeof data1 === "string"){
if(func52(data1) > 4096){
const err9 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/maxLength",keyword:"maxLength",params:{limit: 4096}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(func52(data1) < 1){
const err10 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.author !== undefined && func0.call(data, "author")){
let data2 = data.author;
if(typeof data2 === "string"){
if(func52(data2) > 256){
const err12 = {instancePath:instancePath+"/author",schemaPath:"#/properties/author/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(func52(data2) < 1){
const err13 = {instancePath:instancePath+"/author",schemaPath:"#/properties/author/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/author",schemaPath:"#/properties/author/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.org !== undefined && func0.call(data, "org")){
let data3 = data.org;
if(typeof data3 === "string"){
if(func52(data3) > 256){
const err15 = {instancePath:instancePath+"/org",schemaPath:"#/properties/org/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
else {
const err16 = {instancePath:instancePath+"/org",schemaPath:"#/properties/org/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.created !== undefined && func0.call(data, "created")){
let data4 = data.created;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
const err17 = {instancePath:instancePath+"/created",schemaPath:"#/properties/created/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 4102444800 || isNaN(data4)){
const err18 = {instancePath:instancePath+"/created",schemaPath:"#/properties/created/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4102444800}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(data4 < 0 || isNaN(data4)){
const err19 = {instancePath:instancePath+"/created",schemaPath:"#/properties/created/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
if(data.categories !== undefined && func0.call(data, "categories")){
let data5 = data.categories;
if(Array.isArray(data5)){
if(data5.length > 64){
const err20 = {instancePath:instancePath+"/categories",schemaPath:"#/properties/categories/maxItems",keyword:"maxItems",params:{limit: 64}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(data5.length < 1){
const err21 = {instancePath:instancePath+"/categories",schemaPath:"#/properties/categories/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
let data6 = data5[i0];
if(typeof data6 === "string"){
if(func52(data6) > 128){
const err22 = {instancePath:instancePath+"/categories/" + i0,schemaPath:"#/properties/categories/items/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
else {
const err23 = {instancePath:instancePath+"/categories/" + i0,schemaPath:"#/properties/categories/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
}
else {
const err24 = {instancePath:instancePath+"/categories",schemaPath:"#/properties/categories/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data.tags !== undefined && func0.call(data, "tags")){
let data7 = data.tags;
if(Array.isArray(data7)){
if(data7.length > 64){
const err25 = {instancePath:instancePath+"/tags",schemaPath:"#/properties/tags/maxItems",keyword:"maxItems",params:{limit: 64}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
const len1 = data7.length;
for(let i1=0; i1<len1; i1++){
let data8 = data7[i1];
if(typeof data8 === "string"){
if(func52(data8) > 64){
const err26 = {instancePath:instancePath+"/tags/" + i1,schemaPath:"#/properties/tags/items/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
else {
const err27 = {instancePath:instancePath+"/tags/" + i1,schemaPath:"#/properties/tags/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
else {
const err28 = {instancePath:instancePath+"/tags",schemaPath:"#/properties/tags/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data.dependencies !== undefined && func0.call(data, "dependencies")){
let data9 = data.dependencies;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if(data9.cdap !== undefined && func0.call(data9, "cdap")){
let data10 = data9.cdap;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(data10.minVersion !== undefined && func0.call(data10, "minVersion")){
let data11 = data10.minVersion;
if(typeof data11 === "string"){
if(func52(data11) > 64){
const err29 = {instancePath:instancePath+"/dependencies/cdap/minVersion",schemaPath:"common.schema.json#/definitions/Dependencies/properties/cdap/properties/minVersion/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
else {
const err30 = {instancePath:instancePath+"/dependencies/cdap/minVersion",schemaPath:"common.schema.json#/definitions/Dependencies/properties/cdap/properties/minVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data10.maxVersion !== undefined && func0.call(data10, "maxVersion")){
let data12 = data10.maxVersion;
if(typeof data12 === "string"){
if(func52(data12) > 64){
const err31 = {instancePath:instancePath+"/dependencies/cdap/maxVersion",schemaPath:"common.schema.json#/definitions/Dependencies/properties/cdap/properties/maxVersion/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
else {
const err32 = {instancePath:instancePath+"/dependencies/cdap/maxVersion",schemaPath:"common.schema.json#/definitions/Dependencies/properties/cdap/properties/maxVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
}
else {
const err33 = {instancePath:instancePath+"/dependencies/cdap",schemaPath:"common.schema.json#/definitions/Dependencies/properties/cdap/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
}
else {
const err34 = {instancePath:instancePath+"/dependencies",schemaPath:"common.schema.json#/definitions/Dependencies/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data.cdapVersion !== undefined && func0.call(data, "cdapVersion")){
let data13 = data.cdapVersion;
if(typeof data13 === "string"){
if(func52(data13) > 256){
const err35 = {instancePath:instancePath+"/cdapVersion",schemaPath:"#/properties/cdapVersion/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
else {
const err36 = {instancePath:instancePath+"/cdapVersion",schemaPath:"#/properties/cdapVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data.paiVersion !== undefined && func0.call(data, "paiVersion")){
let data14 = data.paiVersion;
if(typeof data14 === "string"){
if(func52(data14) > 256){
const err37 = {instancePath:instancePath+"/paiVersion",schemaPath:"#/properties/paiVersion/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
else {
const err38 = {instancePath:instancePath+"/paiVersion",schemaPath:"#/properties/paiVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data.license !== undefined && func0.call(data, "license")){
let data15 = data.license;
if(typeof data15 === "string"){
if(func52(data15) > 255){
const err39 = {instancePath:instancePath+"/license",schemaPath:"#/properties/license/maxLength",keyword:"maxLength",params:{limit: 255}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
else {
const err40 = {instancePath:instancePath+"/license",schemaPath:"#/properties/license/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data.licenseId !== undefined && func0.call(data, "licenseId")){
let data16 = data.licenseId;
if(typeof data16 === "string"){
if(func52(data16) > 128){
const err41 = {instancePath:instancePath+"/licenseId",schemaPath:"#/properties/licenseId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
else {
const err42 = {instancePath:instancePath+"/licenseId",schemaPath:"#/properties/licenseId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data.changelog !== undefined && func0.call(data, "changelog")){
let data17 = data.changelog;
if(typeof data17 === "string"){
if(func52(data17) > 65536){
const err43 = {instancePath:instancePath+"/changelog",schemaPath:"#/properties/changelog/maxLength",keyword:"maxLength",params:{limit: 65536}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
else {
const err44 = {instancePath:instancePath+"/changelog",schemaPath:"#/properties/changelog/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data.components !== undefined && func0.call(data, "components")){
let data18 = data.components;
if(Array.isArray(data18)){
if(data18.length > 16){
const err45 = {instancePath:instancePath+"/components",schemaPath:"#/properties/components/maxItems",keyword:"maxItems",params:{limit: 16}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
const len2 = data18.length;
for(let i2=0; i2<len2; i2++){
let data19 = data18[i2];
if(!(((((data19 === "job") || (data19 === "data")) || (data19 === "script")) || (data19 === "dockerimage")) || (data19 === "output"))){
const err46 = {instancePath:instancePath+"/components/" + i2,schemaPath:"#/properties/components/items/enum",keyword:"enum",params:{allowedValues: schema11.properties.components.items.enum}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
}
else {
const err47 = {instancePath:instancePath+"/components",schemaPath:"#/properties/components/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data.beta !== undefined && func0.call(data, "beta")){
if(typeof data.beta !== "boolean"){
const err48 = {instancePath:instancePath+"/beta",schemaPath:"#/properties/beta/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data.yanked !== undefined && func0.call(data, "yanked")){
let data21 = data.yanked;
if(typeof data21 === "string"){
if(func52(data21) > 1024){
const err49 = {instancePath:instancePath+"/yanked",schemaPath:"#/properties/yanked/maxLength",keyword:"maxLength",params:{limit: 1024}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
else {
const err50 = {instancePath:instancePath+"/yanked",schemaPath:"#/properties/yanked/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data.actions !== undefined && func0.call(data, "actions")){
let data22 = data.actions;
if(Array.isArray(data22)){
if(data22.length > 64){
const err51 = {instancePath:instancePath+"/actions",schemaPath:"#/properties/actions/maxItems",keyword:"maxItems",params:{limit: 64}};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(data22.length < 1){
const err52 = {instancePath:instancePath+"/actions",schemaPath:"#/properties/actions/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
const len3 = data22.length;
for(let i3=0; i3<len3; i3++){
if(!(validate12(data22[i3], {instancePath:instancePath+"/actions/" + i3,parentData:data22,parentDataProperty:i3,rootData}))){
vErrors = vErrors === null ? validate12.errors : vErrors.concat(validate12.errors);
errors = vErrors.length;
}
}
}
else {
const err53 = {instancePath:instancePath+"/actions",schemaPath:"#/properties/actions/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
}
else {
const err54 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}
