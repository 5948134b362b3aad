/** Generated from schemas/ by `npm run generate`; change the schema, not this file. */
"use strict";
export const validate = validate10;
const schema11 = {"$id":"https://pai-market.example/schemas/protocol/job.schema.json","type":"object","required":["protocolVersion","name","type","taskRoles"],"properties":{"protocolVersion":{"$ref":"common.schema.json#/definitions/ProtocolVersion"},"name":{"$ref":"common.schema.json#/definitions/ComponentName"},"type":{"type":"string","enum":["job"]},"version":{"$ref":"common.schema.json#/definitions/ComponentVersion"},"contributor":{"type":"string"},"description":{"type":"string"},"prerequisites":{"type":"array","minItems":1,"items":{"type":"object","discriminator":{"propertyName":"type"},"oneOf":[{"$ref":"dockerimage.schema.json"},{"$ref":"script.schema.json"},{"$ref":"output.schema.json"},{"$ref":"data.schema.json"}]}},"parameters":{"type":"object","additionalProperties":true},"secrets":{"type":"object","additionalProperties":true},"jobRetryCount":{"type":"integer","minimum":0},"taskRoles":{"type":"object","minProperties":1,"additionalProperties":false,"patternProperties":{"^[a-zA-Z_][a-zA-Z0-9_]*$":{"type":"object","required":["dockerImage","resourcePerInstance","commands"],"additionalProperties":false,"properties":{"protocolVersion":{"$ref":"common.schema.json#/definitions/ProtocolVersion"},"instances":{"type":"integer","minimum":1},"completion":{"type":"object","additionalProperties":false,"properties":{"minFailedInstances":{"type":["integer","null"]},"minSucceededInstances":{"type":["integer","null"]}}},"taskRetryCount":{"type":"integer"},"prerequisites":{"type":"array","items":{"type":"string"}},"dockerImage":{"type":"string"},"data":{"type":"string"},"output":{"type":"string"},"script":{"type":"string"},"extraContainerOptions":{"type":"object","properties":{"shmMB":{"type":"integer"}}},"resourcePerInstance":{"type":"object","required":["cpu","memoryMB","gpu"],"additionalProperties":false,"properties":{"cpu":{"type":"integer"},"memoryMB":{"type":"integer"},"gpu":{"type":"integer"},"ports":{"type":"object","minProperties":1,"additionalProperties":false,"patternProperties":{"^[a-zA-Z_][a-zA-Z0-9_]*$":{"type":"integer"}}}}},"commands":{"$ref":"common.schema.json#/definitions/Commands"}}}}},"deployments":{"type":"array","minItems":1,"items":{"type":"object","required":["name","taskRoles"],"properties":{"protocolVersion":{"$ref":"common.schema.json#/definitions/ProtocolVersion"},"name":{"$ref":"common.schema.json#/definitions/ComponentName"},"taskRoles":{"type":"object","minProperties":1,"additionalProperties":false,"patternProperties":{"^[a-zA-Z_][a-zA-Z0-9_]*$":{"type":"object","additionalProperties":false,"properties":{"preCommands":{"$ref":"common.schema.json#/definitions/Commands"},"postCommands":{"$ref":"common.schema.json#/definitions/Commands"}}}}}}}},"defaults":{"type":"object","properties":{"deployment":{"type":"string"}}},"extras":{"type":"object"}},"additionalProperties":false};
const schema13 = {"enum":["2",2]};
const schema14 = {"type":"string","pattern":"^[a-zA-Z0-9_-]+$","maxLength":255};
const schema15 = {"type":["string","number"]};
const schema33 = {"type":"array","minItems":1,"items":{"type":"string"}};
const func0 = Object.prototype.hasOwnProperty;
const func52 = ((text) => { let n = 0; for (const _ of text) n++; return n; });
const pattern0 = new RegExp("^[a-zA-Z0-9_-]+$", "u");
const pattern5 = new RegExp("^[a-zA-Z_][a-zA-Z0-9_]*$", "u");
const schema16 = {"$id":"https://pai-market.example/schemas/protocol/dockerimage.schema.json","type":"object","required":["name","type","uri"],"properties":{"protocolVersion":{"$ref":"common.schema.json#/definitions/ProtocolVersion"},"name":{"$ref":"common.schema.json#/definitions/ComponentName"},"type":{"type":"string","enum":["dockerimage"]},"version":{"$ref":"common.schema.json#/definitions/ComponentVersion"},"contributor":{"type":"string"},"description":{"type":"string"},"auth":{"type":"object","properties":{"username":{"type":"string"},"password":{"type":"string"},"registryuri":{"type":"string"}}},"uri":{"type":"string"}},"additionalProperties":false};

function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="https://pai-market.example/schemas/protocol/dockerimage.schema.json" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.name === undefined) || (!(func0.call(data, "name")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((data.type === undefined) || (!(func0.call(data, "type")))){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if((data.uri === undefined) || (!(func0.call(data, "uri")))){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "uri"},message:"must have required property '"+"uri"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!((((((((key0 === "protocolVersion") || (key0 === "name")) || (key0 === "type")) || (key0 === "version")) || (key0 === "contributor")) || (key0 === "description")) || (key0 === "auth")) || (key0 === "uri"))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.protocolVersion !== undefined && func0.call(data, "protocolVersion")){
let data0 = data.protocolVersion;
if(!((data0 === "2") || (data0 === 2))){
const err4 = {instancePath:instancePath+"/protocolVersion",schemaPath:"common.schema.json#/definitions/ProtocolVersion/enum",keyword:"enum",params:{allowedValues: schema13.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.name !== undefined && func0.call(data, "name")){
let data1 = data.name;
if(typeof data1 === "string"){
if(func52(data1) > 255){
const err5 = {instancePath:instancePath+"/name",schemaPath:"common.schema.json#/definitions/ComponentName/maxLength",keyword:"maxLength",params:{limit: 255},message:"must NOT have more than 255 characters"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(!pattern0.test(data1)){
const err6 = {instancePath:instancePath+"/name",schemaPath:"common.schema.json#/definitions/ComponentName/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z0-9_-]+$"},message:"must match pattern \""+"^[a-zA-Z0-9_-]+$"+"\""};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/name",schemaPath:"common.schema.json#/definitions/ComponentName/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.type !== undefined && func0.call(data, "type")){
let data2 = data.type;
if(typeof data2 !== "string"){
const err8 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(!(data2 === "dockerimage")){
const err9 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/enum",keyword:"enum",params:{allowedValues: schema16.properties.type.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.version !== undefined && func0.call(data, "version")){
let data3 = data.version;
if((typeof data3 !== "string") && (!((typeof data3 == "number") && (isFinite(data3))))){
const err10 = {instancePath:instancePath+"/version",schemaPath:"common.schema.json#/definitions/ComponentVersion/type",keyword:"type",params:{type: schema15.type},message:"must be string,number"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.contributor !== undefined && func0.call(data, "contributor")){
if(typeof data.contributor !== "string"){
const err11 = {instancePath:instancePath+"/contributor",schemaPath:"#/properties/contributor/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
if(typeof data.description !== "string"){
const err12 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.auth !== undefined && func0.call(data, "auth")){
let data6 = data.auth;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.username !== undefined && func0.call(data6, "username")){
if(typeof data6.username !== "string"){
const err13 = {instancePath:instancePath+"/auth/username",schemaPath:"#/properties/auth/properties/username/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data6.password !== undefined && func0.call(data6, "password")){
if(typeof data6.password !== "string"){
const err14 = {instancePath:instancePath+"/auth/password",schemaPath:"#/properties/auth/properties/password/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data6.registryuri !== undefined && func0.call(data6, "registryuri")){
if(typeof data6.registryuri !== "string"){
const err15 = {instancePath:instancePath+"/auth/registryuri",schemaPath:"#/properties/auth/properties/registryuri/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err16 = {instancePath:instancePath+"/auth",schemaPath:"#/properties/auth/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.uri !== undefined && func0.call(data, "uri")){
if(typeof data.uri !== "string"){
const err17 = {instancePath:instancePath+"/uri",schemaPath:"#/properties/uri/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err18 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
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

const schema20 = {"$id":"https://pai-market.example/schemas/protocol/script.schema.json","type":"object","required":["name","type"],"properties":{"protocolVersion":{"$ref":"common.schema.json#/definitions/ProtocolVersion"},"name":{"$ref":"common.schema.json#/definitions/ComponentName"},"type":{"type":"string","enum":["script"]},"version":{"$ref":"common.schema.json#/definitions/ComponentVersion"},"contributor":{"type":"string"},"description":{"type":"string"},"plugin":{"type":"string"},"require":{"type":"array","items":{"type":"string"}},"uri":{"type":"string"}},"additionalProperties":true};

function validate13(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="https://pai-market.example/schemas/protocol/script.schema.json" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.name === undefined) || (!(func0.call(data, "name")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((data.type === undefined) || (!(func0.call(data, "type")))){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.protocolVersion !== undefined && func0.call(data, "protocolVersion")){
let data0 = data.protocolVersion;
if(!((data0 === "2") || (data0 === 2))){
const err2 = {instancePath:instancePath+"/protocolVersion",schemaPath:"common.schema.json#/definitions/ProtocolVersion/enum",keyword:"enum",params:{allowedValues: schema13.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.name !== undefined && func0.call(data, "name")){
let data1 = data.name;
if(typeof data1 === "string"){
if(func52(data1) > 255){
const err3 = {instancePath:instancePath+"/name",schemaPath:"common.schema.json#/definitions/ComponentName/maxLength",keyword:"maxLength",params:{limit: 255},message:"must NOT have more than 255 characters"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(!pattern0.test(data1)){
const err4 = {instancePath:instancePath+"/name",schemaPath:"common.schema.json#/definitions/ComponentName/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z0-9_-]+$"},message:"must match pattern \""+"^[a-zA-Z0-9_-]+$"+"\""};
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
const err5 = {instancePath:instancePath+"/name",schemaPath:"common.schema.json#/definitions/ComponentName/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.type !== undefined && func0.call(data, "type")){
let data2 = data.type;
if(typeof data2 !== "string"){
const err6 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(!(data2 === "script")){
const err7 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/enum",keyword:"enum",params:{allowedValues: schema20.properties.type.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.version !== undefined && func0.call(data, "version")){
let data3 = data.version;
if((typeof data3 !== "string") && (!((typeof data3 == "number") && (isFinite(data3))))){
const err8 = {instancePath:instancePath+"/version",schemaPath:"common.schema.json#/definitions/ComponentVersion/type",keyword:"type",params:{type: schema15.type},message:"must be string,number"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.contributor !== undefined && func0.call(data, "contributor")){
if(typeof data.contributor !== "string"){
const err9 = {instancePath:instancePath+"/contributor",schemaPath:"#/properties/contributor/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
if(typeof data.description !== "string"){
const err10 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.plugin !== undefined && func0.call(data, "plugin")){
if(typeof data.plugin !== "string"){
const err11 = {instancePath:instancePath+"/plugin",schemaPath:"#/properties/plugin/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.require !== undefined && func0.call(data, "require")){
let data7 = data.require;
if(Array.isArray(data7)){
const len0 = data7.length;
for(let i0=0; i0<len0; i0++){
if(typeof data7[i0] !== "string"){
const err12 = {instancePath:instancePath+"/require/" + i0,schemaPath:"#/properties/require/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
else {
const err13 = {instancePath:instancePath+"/require",schemaPath:"#/properties/require/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.uri !== undefined && func0.call(data, "uri")){
if(typeof data.uri !== "string"){
const err14 = {instancePath:instancePath+"/uri",schemaPath:"#/properties/uri/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
else {
const err15 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
validate13.errors = vErrors;
return errors === 0;
}

const schema24 = {"$id":"https://pai-market.example/schemas/protocol/output.schema.json","type":"object","required":["name","type"],"properties":{"protocolVersion":{"$ref":"common.schema.json#/definitions/ProtocolVersion"},"name":{"$ref":"common.schema.json#/definitions/ComponentName"},"type":{"type":"string","enum":["output"]},"version":{"$ref":"common.schema.json#/definitions/ComponentVersion"},"contributor":{"type":"string"},"description":{"type":"string"},"plugin":{"type":"string"},"require":{"type":"array","items":{"type":"string"}},"uri":{"type":"string"}},"additionalProperties":true};

function validate14(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="https://pai-market.example/schemas/protocol/output.schema.json" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.name === undefined) || (!(func0.call(data, "name")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((data.type === undefined) || (!(func0.call(data, "type")))){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.protocolVersion !== undefined && func0.call(data, "protocolVersion")){
let data0 = data.protocolVersion;
if(!((data0 === "2") || (data0 === 2))){
const err2 = {instancePath:instancePath+"/protocolVersion",schemaPath:"common.schema.json#/definitions/ProtocolVersion/enum",keyword:"enum",params:{allowedValues: schema13.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.name !== undefined && func0.call(data, "name")){
let data1 = data.name;
if(typeof data1 === "string"){
if(func52(data1) > 255){
const err3 = {instancePath:instancePath+"/name",schemaPath:"common.schema.json#/definitions/ComponentName/maxLength",keyword:"maxLength",params:{limit: 255},message:"must NOT have more than 255 characters"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(!pattern0.test(data1)){
const err4 = {instancePath:instancePath+"/name",schemaPath:"common.schema.json#/definitions/ComponentName/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z0-9_-]+$"},message:"must match pattern \""+"^[a-zA-Z0-9_-]+$"+"\""};
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
const err5 = {instancePath:instancePath+"/name",schemaPath:"common.schema.json#/definitions/ComponentName/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.type !== undefined && func0.call(data, "type")){
let data2 = data.type;
if(typeof data2 !== "string"){
const err6 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(!(data2 === "output")){
const err7 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/enum",keyword:"enum",params:{allowedValues: schema24.properties.type.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.version !== undefined && func0.call(data, "version")){
let data3 = data.version;
if((typeof data3 !== "string") && (!((typeof data3 == "number") && (isFinite(data3))))){
const err8 = {instancePath:instancePath+"/version",schemaPath:"common.schema.json#/definitions/ComponentVersion/type",keyword:"type",params:{type: schema15.type},message:"must be string,number"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.contributor !== undefined && func0.call(data, "contributor")){
if(typeof data.contributor !== "string"){
const err9 = {instancePath:instancePath+"/contributor",schemaPath:"#/properties/contributor/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
if(typeof data.description !== "string"){
const err10 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.plugin !== undefined && func0.call(data, "plugin")){
if(typeof data.plugin !== "string"){
const err11 = {instancePath:instancePath+"/plugin",schemaPath:"#/properties/plugin/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.require !== undefined && func0.call(data, "require")){
let data7 = data.require;
if(Array.isArray(data7)){
const len0 = data7.length;
for(let i0=0; i0<len0; i0++){
if(typeof data7[i0] !== "string"){
const err12 = {instancePath:instancePath+"/require/" + i0,schemaPath:"#/properties/require/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
else {
const err13 = {instancePath:instancePath+"/require",schemaPath:"#/properties/require/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.uri !== undefined && func0.call(data, "uri")){
if(typeof data.uri !== "string"){
const err14 = {instancePath:instancePath+"/uri",schemaPath:"#/properties/uri/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
else {
const err15 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
validate14.errors = vErrors;
return errors === 0;
}

const schema28 = {"$id":"https://pai-market.example/schemas/protocol/data.schema.json","type":"object","required":["name","type"],"properties":{"protocolVersion":{"$ref":"common.schema.json#/definitions/ProtocolVersion"},"name":{"$ref":"common.schema.json#/definitions/ComponentName"},"type":{"type":"string","enum":["data"]},"version":{"$ref":"common.schema.json#/definitions/ComponentVersion"},"contributor":{"type":"string"},"description":{"type":"string"},"plugin":{"type":"string"},"require":{"type":"array","items":{"type":"string"}},"uri":{"type":"array","items":{"type":"string"}}},"additionalProperties":true};

function validate15(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="https://pai-market.example/schemas/protocol/data.schema.json" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.name === undefined) || (!(func0.call(data, "name")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((data.type === undefined) || (!(func0.call(data, "type")))){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.protocolVersion !== undefined && func0.call(data, "protocolVersion")){
let data0 = data.protocolVersion;
if(!((data0 === "2") || (data0 === 2))){
const err2 = {instancePath:instancePath+"/protocolVersion",schemaPath:"common.schema.json#/definitions/ProtocolVersion/enum",keyword:"enum",params:{allowedValues: schema13.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.name !== undefined && func0.call(data, "name")){
let data1 = data.name;
if(typeof data1 === "string"){
if(func52(data1) > 255){
const err3 = {instancePath:instancePath+"/name",schemaPath:"common.schema.json#/definitions/ComponentName/maxLength",keyword:"maxLength",params:{limit: 255},message:"must NOT have more than 255 characters"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(!pattern0.test(data1)){
const err4 = {instancePath:instancePath+"/name",schemaPath:"common.schema.json#/definitions/ComponentName/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z0-9_-]+$"},message:"must match pattern \""+"^[a-zA-Z0-9_-]+$"+"\""};
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
const err5 = {instancePath:instancePath+"/name",schemaPath:"common.schema.json#/definitions/ComponentName/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.type !== undefined && func0.call(data, "type")){
let data2 = data.type;
if(typeof data2 !== "string"){
const err6 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(!(data2 === "data")){
const err7 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/enum",keyword:"enum",params:{allowedValues: schema28.properties.type.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.version !== undefined && func0.call(data, "version")){
let data3 = data.version;
if((typeof data3 !== "string") && (!((typeof data3 == "number") && (isFinite(data3))))){
const err8 = {instancePath:instancePath+"/version",schemaPath:"common.schema.json#/definitions/ComponentVersion/type",keyword:"type",params:{type: schema15.type},message:"must be string,number"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.contributor !== undefined && func0.call(data, "contributor")){
if(typeof data.contributor !== "string"){
const err9 = {instancePath:instancePath+"/contributor",schemaPath:"#/properties/contributor/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
if(typeof data.description !== "string"){
const err10 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.plugin !== undefined && func0.call(data, "plugin")){
if(typeof data.plugin !== "string"){
const err11 = {instancePath:instancePath+"/plugin",schemaPath:"#/properties/plugin/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.require !== undefined && func0.call(data, "require")){
let data7 = data.require;
if(Array.isArray(data7)){
const len0 = data7.length;
for(let i0=0; i0<len0; i0++){
if(typeof data7[i0] !== "string"){
const err12 = {instancePath:instancePath+"/require/" + i0,schemaPath:"#/properties/require/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
else {
const err13 = {instancePath:instancePath+"/require",schemaPath:"#/properties/require/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.uri !== undefined && func0.call(data, "uri")){
let data9 = data.uri;
if(Array.isArray(data9)){
const len1 = data9.length;
for(let i1=0; i1<len1; i1++){
if(typeof data9[i1] !== "string"){
const err14 = {instancePath:instancePath+"/uri/" + i1,schemaPath:"#/properties/uri/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
else {
const err15 = {instancePath:instancePath+"/uri",schemaPath:"#/properties/uri/type",keyword:"type",params:{type: "array"},message:"must be array"};
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
const err16 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
validate15.errors = vErrors;
return errors === 0;
}


function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="https://pai-market.example/schemas/protocol/job.schema.json" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.protocolVersion === undefined) || (!(func0.call(data, "protocolVersion")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "protocolVersion"},message:"must have required property '"+"protocolVersion"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((data.name === undefined) || (!(func0.call(data, "name")))){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if((data.type === undefined) || (!(func0.call(data, "type")))){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if((data.taskRoles === undefined) || (!(func0.call(data, "taskRoles")))){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "taskRoles"},message:"must have required property '"+"taskRoles"+"'"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!(func0.call(schema11.properties, key0))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.protocolVersion !== undefined && func0.call(data, "protocolVersion")){
let data0 = data.protocolVersion;
if(!((data0 === "2") || (data0 === 2))){
const err5 = {instancePath:instancePath+"/protocolVersion",schemaPath:"common.schema.json#/definitions/ProtocolVersion/enum",keyword:"enum",params:{allowedValues: schema13.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.name !== undefined && func0.call(data, "name")){
let data1 = data.name;
if(typeof data1 === "string"){
if(func52(data1) > 255){
const err6 = {instancePath:instancePath+"/name",schemaPath:"common.schema.json#/definitions/ComponentName/maxLength",keyword:"maxLength",params:{limit: 255},message:"must NOT have more than 255 characters"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(!pattern0.test(data1)){
const err7 = {instancePath:instancePath+"/name",schemaPath:"common.schema.json#/definitions/ComponentName/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z0-9_-]+$"},message:"must match pattern \""+"^[a-zA-Z0-9_-]+$"+"\""};
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
const err8 = {instancePath:instancePath+"/name",schemaPath:"common.schema.json#/definitions/ComponentName/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.type !== undefined && func0.call(data, "type")){
let data2 = data.type;
if(typeof data2 !== "string"){
const err9 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(!(data2 === "job")){
const err10 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/enum",keyword:"enum",params:{allowedValues: schema11.properties.type.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.version !== undefined && func0.call(data, "version")){
let data3 = data.version;
if((typeof data3 !== "string") && (!((typeof data3 == "number") && (isFinite(data3))))){
const err11 = {instancePath:instancePath+"/version",schemaPath:"common.schema.json#/definitions/ComponentVersion/type",keyword:"type",params:{type: schema15.type},message:"must be string,number"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.contributor !== undefined && func0.call(data, "contributor")){
if(typeof data.contributor !== "string"){
const err12 = {instancePath:instancePath+"/contributor",schemaPath:"#/properties/contributor/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
if(typeof data.description !== "string"){
const err13 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.prerequisites !== undefined && func0.call(data, "prerequisites")){
let data6 = data.prerequisites;
if(Array.isArray(data6)){
if(data6.length < 1){
const err14 = {instancePath:instancePath+"/prerequisites",schemaPath:"#/properties/prerequisites/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
const len0 = data6.length;
for(let i0=0; i0<len0; i0++){
let data7 = data6[i0];
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
const tag0 = data7.type;
if(typeof tag0 == "string"){
if(tag0 === "dockerimage"){
if(!(validate12(data7, {instancePath:instancePath+"/prerequisites/" + i0,parentData:data6,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate12.errors : vErrors.concat(validate12.errors);
errors = vErrors.length;
}
}
else if(tag0 === "script"){
if(!(validate13(data7, {instancePath:instancePath+"/prerequisites/" + i0,parentData:data6,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate13.errors : vErrors.concat(validate13.errors);
errors = vErrors.length;
}
}
else if(tag0 === "output"){
if(!(validate14(data7, {instancePath:instancePath+"/prerequisites/" + i0,parentData:data6,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate14.errors : vErrors.concat(validate14.errors);
errors = vErrors.length;
}
}
else if(tag0 === "data"){
if(!(validate15(data7, {instancePath:instancePath+"/prerequisites/" + i0,parentData:data6,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate15.errors : vErrors.concat(validate15.errors);
errors = vErrors.length;
}
}
else {
const err15 = {instancePath:instancePath+"/prerequisites/" + i0,schemaPath:"#/properties/prerequisites/items/discriminator",keyword:"discriminator",params:{error: "mapping", tag: "type", tagValue: tag0},message:"value of tag \"type\" must be in oneOf"};
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
const err16 = {instancePath:instancePath+"/prerequisites/" + i0,schemaPath:"#/properties/prerequisites/items/discriminator",keyword:"discriminator",params:{error: "tag", tag: "type", tagValue: tag0},message:"tag \"type\" must be string"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/prerequisites/" + i0,schemaPath:"#/properties/prerequisites/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
const err18 = {instancePath:instancePath+"/prerequisites",schemaPath:"#/properties/prerequisites/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.parameters !== undefined && func0.call(data, "parameters")){
let data8 = data.parameters;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
}
else {
const err19 = {instancePath:instancePath+"/parameters",schemaPath:"#/properties/parameters/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.secrets !== undefined && func0.call(data, "secrets")){
let data9 = data.secrets;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
}
else {
const err20 = {instancePath:instancePath+"/secrets",schemaPath:"#/properties/secrets/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.jobRetryCount !== undefined && func0.call(data, "jobRetryCount")){
let data10 = data.jobRetryCount;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
const err21 = {instancePath:instancePath+"/jobRetryCount",schemaPath:"#/properties/jobRetryCount/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 < 0 || isNaN(data10)){
const err22 = {instancePath:instancePath+"/jobRetryCount",schemaPath:"#/properties/jobRetryCount/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
}
if(data.taskRoles !== undefined && func0.call(data, "taskRoles")){
let data11 = data.taskRoles;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if(Object.keys(data11).length < 1){
const err23 = {instancePath:instancePath+"/taskRoles",schemaPath:"#/properties/taskRoles/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
for(const key1 of Object.keys(data11)){
if(!(pattern5.test(key1))){
const err24 = {instancePath:instancePath+"/taskRoles",schemaPath:"#/properties/taskRoles/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
for(const key2 of Object.keys(data11)){
if(pattern5.test(key2)){
let data12 = data11[key2];
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
if((data12.dockerImage === undefined) || (!(func0.call(data12, "dockerImage")))){
const err25 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/required",keyword:"required",params:{missingProperty: "dockerImage"},message:"must have required property '"+"dockerImage"+"'"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if((data12.resourcePerInstance === undefined) || (!(func0.call(data12, "resourcePerInstance")))){
const err26 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/required",keyword:"required",params:{missingProperty: "resourcePerInstance"},message:"must have required property '"+"resourcePerInstance"+"'"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if((data12.commands === undefined) || (!(func0.call(data12, "commands")))){
const err27 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/required",keyword:"required",params:{missingProperty: "commands"},message:"must have required property '"+"commands"+"'"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
for(const key3 of Object.keys(data12)){
if(!(func0.call(schema11.properties.taskRoles.patternProperties["^[a-zA-Z_][a-zA-Z0-9_]*$"].properties, key3))){
const err28 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data12.protocolVersion !== undefined && func0.call(data12, "protocolVersion")){
let data13 = data12.protocolVersion;
if(!((data13 === "2") || (data13 === 2))){
const err29 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/protocolVersion",schemaPath:"common.schema.json#/definitions/ProtocolVersion/enum",keyword:"enum",params:{allowedValues: schema13.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data12.instances !== undefined && func0.call(data12, "instances")){
let data14 = data12.instances;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
const err30 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/instances",schemaPath:"#/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/properties/instances/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 < 1 || isNaN(data14)){
const err31 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/instances",schemaPath:"#/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/properties/instances/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
}
if(data12.completion !== undefined && func0.call(data12, "completion")){
let data15 = data12.completion;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
for(const key4 of Object.keys(data15)){
if(!((key4 === "minFailedInstances") || (key4 === "minSucceededInstances"))){
const err32 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/completion",schemaPath:"#/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/properties/completion/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data15.minFailedInstances !== undefined && func0.call(data15, "minFailedInstances")){
let data16 = data15.minFailedInstances;
if((!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))) && (data16 !== null)){
const err33 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/completion/minFailedInstances",schemaPath:"#/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/properties/completion/properties/minFailedInstances/type",keyword:"type",params:{type: schema11.properties.taskRoles.patternProperties["^[a-zA-Z_][a-zA-Z0-9_]*$"].properties.completion.properties.minFailedInstances.type},message:"must be integer,null"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data15.minSucceededInstances !== undefined && func0.call(data15, "minSucceededInstances")){
let data17 = data15.minSucceededInstances;
if((!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))) && (data17 !== null)){
const err34 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/completion/minSucceededInstances",schemaPath:"#/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/properties/completion/properties/minSucceededInstances/type",keyword:"type",params:{type: schema11.properties.taskRoles.patternProperties["^[a-zA-Z_][a-zA-Z0-9_]*$"].properties.completion.properties.minSucceededInstances.type},message:"must be integer,null"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
}
else {
const err35 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/completion",schemaPath:"#/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/properties/completion/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data12.taskRetryCount !== undefined && func0.call(data12, "taskRetryCount")){
let data18 = data12.taskRetryCount;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
const err36 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/taskRetryCount",schemaPath:"#/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/properties/taskRetryCount/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data12.prerequisites !== undefined && func0.call(data12, "prerequisites")){
let data19 = data12.prerequisites;
if(Array.isArray(data19)){
const len1 = data19.length;
for(let i1=0; i1<len1; i1++){
if(typeof data19[i1] !== "string"){
const err37 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/prerequisites/" + i1,schemaPath:"#/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/properties/prerequisites/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
}
else {
const err38 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/prerequisites",schemaPath:"#/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/properties/prerequisites/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data12.dockerImage !== undefined && func0.call(data12, "dockerImage")){
if(typeof data12.dockerImage !== "string"){
const err39 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/dockerImage",schemaPath:"#/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/properties/dockerImage/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data12.data !== undefined && func0.call(data12, "data")){
if(typeof data12.data !== "string"){
const err40 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/data",schemaPath:"#/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/properties/data/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data12.output !== undefined && func0.call(data12, "output")){
if(typeof data12.output !== "string"){
const err41 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/output",schemaPath:"#/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/properties/output/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data12.script !== undefined && func0.call(data12, "script")){
if(typeof data12.script !== "string"){
const err42 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/script",schemaPath:"#/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/properties/script/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data12.extraContainerOptions !== undefined && func0.call(data12, "extraContainerOptions")){
let data25 = data12.extraContainerOptions;
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
if(data25.shmMB !== undefined && func0.call(data25, "shmMB")){
let data26 = data25.shmMB;
if(!(((typeof data26 == "number") && (!(data26 % 1) && !isNaN(data26))) && (isFinite(data26)))){
const err43 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/extraContainerOptions/shmMB",schemaPath:"#/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/properties/extraContainerOptions/properties/shmMB/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
}
else {
const err44 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/extraContainerOptions",schemaPath:"#/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/properties/extraContainerOptions/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data12.resourcePerInstance !== undefined && func0.call(data12, "resourcePerInstance")){
let data27 = data12.resourcePerInstance;
if(data27 && typeof data27 == "object" && !Array.isArray(data27)){
if((data27.cpu === undefined) || (!(func0.call(data27, "cpu")))){
const err45 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/resourcePerInstance",schemaPath:"#/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/properties/resourcePerInstance/required",keyword:"required",params:{missingProperty: "cpu"},message:"must have required property '"+"cpu"+"'"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if((data27.memoryMB === undefined) || (!(func0.call(data27, "memoryMB")))){
const err46 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/resourcePerInstance",schemaPath:"#/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/properties/resourcePerInstance/required",keyword:"required",params:{missingProperty: "memoryMB"},message:"must have required property '"+"memoryMB"+"'"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if((data27.gpu === undefined) || (!(func0.call(data27, "gpu")))){
const err47 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/resourcePerInstance",schemaPath:"#/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/properties/resourcePerInstance/required",keyword:"required",params:{missingProperty: "gpu"},message:"must have required property '"+"gpu"+"'"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
for(const key5 of Object.keys(data27)){
if(!((((key5 === "cpu") || (key5 === "memoryMB")) || (key5 === "gpu")) || (key5 === "ports"))){
const err48 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/resourcePerInstance",schemaPath:"#/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/properties/resourcePerInstance/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data27.cpu !== undefined && func0.call(data27, "cpu")){
let data28 = data27.cpu;
if(!(((typeof data28 == "number") && (!(data28 % 1) && !isNaN(data28))) && (isFinite(data28)))){
const err49 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/resourcePerInstance/cpu",schemaPath:"#/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/properties/resourcePerInstance/properties/cpu/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data27.memoryMB !== undefined && func0.call(data27, "memoryMB")){
let data29 = data27.memoryMB;
if(!(((typeof data29 == "number") && (!(data29 % 1) && !isNaN(data29))) && (isFinite(data29)))){
const err50 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/resourcePerInstance/memoryMB",schemaPath:"#/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/properties/resourcePerInstance/properties/memoryMB/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data27.gpu !== undefined && func0.call(data27, "gpu")){
let data30 = data27.gpu;
if(!(((typeof data30 == "number") && (!(data30 % 1) && !isNaN(data30))) && (isFinite(data30)))){
const err51 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/resourcePerInstance/gpu",schemaPath:"#/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/properties/resourcePerInstance/properties/gpu/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
if(data27.ports !== undefined && func0.call(data27, "ports")){
let data31 = data27.ports;
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
if(Object.keys(data31).length < 1){
const err52 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/resourcePerInstance/ports",schemaPath:"#/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/properties/resourcePerInstance/properties/ports/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
for(const key6 of Object.keys(data31)){
if(!(pattern5.test(key6))){
const err53 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/resourcePerInstance/ports",schemaPath:"#/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/properties/resourcePerInstance/properties/ports/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
for(const key7 of Object.keys(data31)){
if(pattern5.test(key7)){
let data32 = data31[key7];
if(!(((typeof data32 == "number") && (!(data32 % 1) && !isNaN(data32))) && (isFinite(data32)))){
const err54 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/resourcePerInstance/ports/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/properties/resourcePerInstance/properties/ports/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
}
}
else {
const err55 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/resourcePerInstance/ports",schemaPath:"#/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/properties/resourcePerInstance/properties/ports/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
}
else {
const err56 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/resourcePerInstance",schemaPath:"#/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/properties/resourcePerInstance/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data12.commands !== undefined && func0.call(data12, "commands")){
let data33 = data12.commands;
if(Array.isArray(data33)){
if(data33.length < 1){
const err57 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/commands",schemaPath:"common.schema.json#/definitions/Commands/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
const len2 = data33.length;
for(let i2=0; i2<len2; i2++){
if(typeof data33[i2] !== "string"){
const err58 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/commands/" + i2,schemaPath:"common.schema.json#/definitions/Commands/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
}
else {
const err59 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/commands",schemaPath:"common.schema.json#/definitions/Commands/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
}
else {
const err60 = {instancePath:instancePath+"/taskRoles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
}
}
else {
const err61 = {instancePath:instancePath+"/taskRoles",schemaPath:"#/properties/taskRoles/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
if(data.deployments !== undefined && func0.call(data, "deployments")){
let data35 = data.deployments;
if(Array.isArray(data35)){
if(data35.length < 1){
const err62 = {instancePath:instancePath+"/deployments",schemaPath:"#/properties/deployments/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
const len3 = data35.length;
for(let i3=0; i3<len3; i3++){
let data36 = data35[i3];
if(data36 && typeof data36 == "object" && !Array.isArray(data36)){
if((data36.name === undefined) || (!(func0.call(data36, "name")))){
const err63 = {instancePath:instancePath+"/deployments/" + i3,schemaPath:"#/properties/deployments/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
if((data36.taskRoles === undefined) || (!(func0.call(data36, "taskRoles")))){
const err64 = {instancePath:instancePath+"/deployments/" + i3,schemaPath:"#/properties/deployments/items/required",keyword:"required",params:{missingProperty: "taskRoles"},message:"must have required property '"+"taskRoles"+"'"};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if(data36.protocolVersion !== undefined && func0.call(data36, "protocolVersion")){
let data37 = data36.protocolVersion;
if(!((data37 === "2") || (data37 === 2))){
const err65 = {instancePath:instancePath+"/deployments/" + i3+"/protocolVersion",schemaPath:"common.schema.json#/definitions/ProtocolVersion/enum",keyword:"enum",params:{allowedValues: schema13.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data36.name !== undefined && func0.call(data36, "name")){
let data38 = data36.name;
if(typeof data38 === "string"){
if(func52(data38) > 255){
const err66 = {instancePath:instancePath+"/deployments/" + i3+"/name",schemaPath:"common.schema.json#/definitions/ComponentName/maxLength",keyword:"maxLength",params:{limit: 255},message:"must NOT have more than 255 characters"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if(!pattern0.test(data38)){
const err67 = {instancePath:instancePath+"/deployments/" + i3+"/name",schemaPath:"common.schema.json#/definitions/ComponentName/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z0-9_-]+$"},message:"must match pattern \""+"^[a-zA-Z0-9_-]+$"+"\""};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
else {
const err68 = {instancePath:instancePath+"/deployments/" + i3+"/name",schemaPath:"common.schema.json#/definitions/ComponentName/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
if(data36.taskRoles !== undefined && func0.call(data36, "taskRoles")){
let data39 = data36.taskRoles;
if(data39 && typeof data39 == "object" && !Array.isArray(data39)){
if(Object.keys(data39).length < 1){
const err69 = {instancePath:instancePath+"/deployments/" + i3+"/taskRoles",schemaPath:"#/properties/deployments/items/properties/taskRoles/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
for(const key8 of Object.keys(data39)){
if(!(pattern5.test(key8))){
const err70 = {instancePath:instancePath+"/deployments/" + i3+"/taskRoles",schemaPath:"#/properties/deployments/items/properties/taskRoles/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
for(const key9 of Object.keys(data39)){
if(pattern5.test(key9)){
let data40 = data39[key9];
if(data40 && typeof data40 == "object" && !Array.isArray(data40)){
for(const key10 of Object.keys(data40)){
if(!((key10 === "preCommands") || (key10 === "postCommands"))){
const err71 = {instancePath:instancePath+"/deployments/" + i3+"/taskRoles/" + key9.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/deployments/items/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
if(data40.preCommands !== undefined && func0.call(data40, "preCommands")){
let data41 = data40.preCommands;
if(Array.isArray(data41)){
if(data41.length < 1){
const err72 = {instancePath:instancePath+"/deployments/" + i3+"/taskRoles/" + key9.replace(/~/g, "~0").replace(/\//g, "~1")+"/preCommands",schemaPath:"common.schema.json#/definitions/Commands/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
const len4 = data41.length;
for(let i4=0; i4<len4; i4++){
if(typeof data41[i4] !== "string"){
const err73 = {instancePath:instancePath+"/deployments/" + i3+"/taskRoles/" + key9.replace(/~/g, "~0").replace(/\//g, "~1")+"/preCommands/" + i4,schemaPath:"common.schema.json#/definitions/Commands/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
}
else {
const err74 = {instancePath:instancePath+"/deployments/" + i3+"/taskRoles/" + key9.replace(/~/g, "~0").replace(/\//g, "~1")+"/preCommands",schemaPath:"common.schema.json#/definitions/Commands/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
if(data40.postCommands !== undefined && func0.call(data40, "postCommands")){
let data43 = data40.postCommands;
if(Array.isArray(data43)){
if(data43.length < 1){
const err75 = {instancePath:instancePath+"/deployments/" + i3+"/taskRoles/" + key9.replace(/~/g, "~0").replace(/\//g, "~1")+"/postCommands",schemaPath:"common.schema.json#/definitions/Commands/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
const len5 = data43.length;
for(let i5=0; i5<len5; i5++){
if(typeof data43[i5] !== "string"){
const err76 = {instancePath:instancePath+"/deployments/" + i3+"/taskRoles/" + key9.replace(/~/g, "~0").replace(/\//g, "~1")+"/postCommands/" + i5,schemaPath:"common.schema.json#/definitions/Commands/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
}
else {
const err77 = {instancePath:instancePath+"/deployments/" + i3+"/taskRoles/" + key9.replace(/~/g, "~0").replace(/\//g, "~1")+"/postCommands",schemaPath:"common.schema.json#/definitions/Commands/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
}
else {
const err78 = {instancePath:instancePath+"/deployments/" + i3+"/taskRoles/" + key9.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/deployments/items/properties/taskRoles/patternProperties/%5E%5Ba-zA-Z_%5D%5Ba-zA-Z0-9_%5D*%24/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
}
}
else {
const err79 = {instancePath:instancePath+"/deployments/" + i3+"/taskRoles",schemaPath:"#/properties/deployments/items/properties/taskRoles/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
}
else {
const err80 = {instancePath:instancePath+"/deployments/" + i3,schemaPath:"#/properties/deployments/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
}
else {
const err81 = {instancePath:instancePath+"/deployments",schemaPath:"#/properties/deployments/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
if(data.defaults !== undefined && func0.call(data, "defaults")){
let data45 = data.defaults;
if(data45 && typeof data45 == "object" && !Array.isArray(data45)){
if(data45.deployment !== undefined && func0.call(data45, "deployment")){
if(typeof data45.deployment !== "string"){
const err82 = {instancePath:instancePath+"/defaults/deployment",schemaPath:"#/properties/defaults/properties/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
}
else {
const err83 = {instancePath:instancePath+"/defaults",schemaPath:"#/properties/defaults/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
if(data.extras !== undefined && func0.call(data, "extras")){
let data47 = data.extras;
if(!(data47 && typeof data47 == "object" && !Array.isArray(data47))){
const err84 = {instancePath:instancePath+"/extras",schemaPath:"#/properties/extras/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
}
else {
const err85 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}
