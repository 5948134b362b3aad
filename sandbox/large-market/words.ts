/** What made packages are about: names of real models, data sets, systems and tools, as people write them. */

const list = (text: string) => text.split(',').map((word) => word.trim());

export const MODELS = list(
  `ResNet-50, ResNet-18, ResNet-152, BERT, BERT-large, RoBERTa, DistilBERT, GPT-2, T5, Llama 2, Llama 3, Mistral 7B, Falcon, Qwen,
  ChatGLM, Baichuan, ViT, Swin Transformer, DeiT, ConvNeXt, EfficientNet, MobileNetV3, YOLOv5, YOLOv8, Faster R-CNN, Mask R-CNN,
  DETR, U-Net, DeepLabv3, SegFormer, Stable Diffusion, ControlNet, StyleGAN3, CycleGAN, CLIP, BLIP, Whisper, wav2vec 2.0, Conformer,
  Tacotron 2, FastSpeech 2, XGBoost, LightGBM, CatBoost, Random forest, DLRM, DeepFM, Wide & Deep, NCF, AlphaFold, GraphSAGE, GAT,
  PPO, DQN, SAC, Decision Transformer, Mamba, Mixtral, Phi-2, Gemma`,
);
export const DATASETS = list(
  `ImageNet, CIFAR-10, CIFAR-100, MNIST, Fashion-MNIST, COCO, Pascal VOC, Cityscapes, ADE20K, KITTI, nuScenes, Waymo Open, LAION-400M,
  OpenWebText, The Pile, C4, WikiText-103, SQuAD, GLUE, SuperGLUE, MMLU, XNLI, WMT14, IWSLT, LibriSpeech, Common Voice, VoxCeleb,
  AudioSet, MovieLens, Criteo, Amazon Reviews, Yelp, Reddit, Wikipedia, OGB, QM9, ZINC, PDBbind, MIMIC-III, CheXpert, LUNA16, BraTS,
  EuroSAT, SpaceNet, NYC taxi trips, Flight delays, Iris, Titanic, Boston housing, Credit card fraud`,
);
export const FRAMEWORKS = list(
  `PyTorch, TensorFlow, JAX, Keras, MXNet, PaddlePaddle, MindSpore, DeepSpeed, Megatron-LM, Horovod, Ray, Lightning, Hugging Face
  Transformers, Detectron2, fastai, scikit-learn, RAPIDS, Dask, Spark, ONNX Runtime`,
).map((word) => word.replace(/\s+/g, ' '));
export const RUNTIMES = list(
  `Triton, TorchServe, TensorFlow Serving, vLLM, TensorRT, KServe, BentoML, Ray Serve, ONNX Runtime, llama.cpp, OpenVINO, Text Generation Inference`,
);
export const SYSTEMS = list(
  `Amazon S3, Amazon Kinesis, Amazon Redshift, Amazon DynamoDB, Azure Blob Storage, Azure Event Hub, Azure Data Lake, BigQuery, Cloud Storage,
  Pub/Sub, Spanner, Bigtable, Snowflake, Databricks, Teradata, Oracle, SQL Server, MySQL, PostgreSQL, MariaDB, Db2, SAP HANA, Salesforce,
  ServiceNow, Marketo, Zendesk, HubSpot, Workday, Kafka, RabbitMQ, MQTT, Kudu, HBase, Hive, Cassandra, MongoDB, Couchbase, Elasticsearch,
  Solr, Splunk, Redis, Neo4j, SFTP, FTP, HTTP, Google Sheets, Excel, JIRA, GitHub, Twitter, Mainframe VSAM, Avro files, Parquet files, ORC files,
  Delta Lake, Iceberg, Hudi, ClickHouse, Vertica, Greenplum`,
);
export const TRANSFORMS = list(
  `XML parser, JSON parser, CSV parser, Data masking, Address cleansing, Deduplication, Geo lookup, Row denormaliser, Pivot, Window
  aggregation, Currency conversion, Tokenizer, Language detection, Sentiment scoring, Record splitter, Compressor, Encryptor, Hasher, Schema mapper,
  Rules engine, Sampling, Joiner, Error collector, Email alert, Run transform`,
).map((word) => word.replace(/\s+/g, ' '));
export const TOOLS = list(
  `Jupyter notebook, JupyterLab, VS Code server, TensorBoard, MLflow tracking, Weights dashboard, Optuna search, Ray Tune search, Label Studio,
  CVAT annotation, Netron viewer, Superset dashboard, Grafana board, Airflow worker, Dask dashboard, RStudio, Zeppelin notebook, Streamlit app,
  Gradio demo, SSH workspace, GPU monitor, Data profiler, Model registry, Feature store, Hyperparameter sweep, Neural architecture search`,
);
export const BENCHMARKS = list(
  `GPU memory bandwidth, NCCL all-reduce, Disk throughput, InfiniBand latency, MLPerf training, MLPerf inference, Matrix multiply, Container start,
  Data loader, Storage metadata, CPU vector, PCIe transfer, Mixed precision, Checkpoint write, Token throughput`,
);
export const VARIANTS = list(
  `small, large, base, tiny, fast, on one GPU, on several nodes, with mixed precision, with LoRA, with DeepSpeed, with early stopping, for beginners,
  from scratch, with logging, with checkpoints, on CPU, nightly, low memory, long context, quantised to 8 bit, quantised to 4 bit, multilingual, with
  spot instances, reference, minimal, tutorial, with data augmentation, with profiling, for edge devices, two stages`,
).map((word) => word.replace(/\s+/g, ' '));
export const TASKS = list(
  `image classification, object detection, semantic segmentation, text classification, sentiment analysis, question answering, summarisation,
  machine translation, speech recognition, speech synthesis, recommendation, fraud detection, churn prediction, anomaly detection, time series
  forecasting, named entity recognition, image generation, code completion, document search, pose estimation, depth estimation, optical character
  recognition, protein folding, molecule design, demand planning, click prediction`,
).map((word) => word.replace(/\s+/g, ' '));
/** Further sentences of descriptions: of packages with a job, of those for CDAP, of both. */
export const JOB_EXTRAS = [
  'Writes checkpoints to the team storage and goes on where it was after a preemption.',
  'Metrics appear in TensorBoard while it runs.',
  'The data is read from a mounted share; nothing is downloaded by the job itself.',
  'Batch size, learning rate and number of epochs are parameters.',
  'Needs a token of the model hub, which is asked for as a secret.',
  'Tested on clusters with V100 and A100 cards.',
  'Runs without a GPU, only slower.',
  'The image is built every week with the latest security updates.',
  'Results are compared with the published baseline at the end of the run.',
  'Scales from one task to sixteen by changing a single number.',
  'Memory use was halved in this series, so that it fits on cards of 16 GB.',
];
export const CDAP_EXTRAS = [
  'Null values, duplicate keys and late records are written to an error table.',
  'Supports incremental loads by a watermark column.',
  'Credentials are taken from the secure store and never written to the configuration.',
  'Schema changes of the source are taken over in the next run.',
];
export const COMMON_EXTRAS = [
  'See the read me for the layout of the input files and a worked example.',
  'Contributed by the platform team; questions go to the channel named in the read me.',
];
export const CHANGES = [
  'First version.',
  'Fixes a crash when the input folder is empty.',
  'New parameter for the number of workers.',
  'Takes the base image with the current security updates.',
  'Faster start: weights are read from the cache of the node.',
  'Works with the newest protocol version; older clusters keep the release before.',
  'Smaller image, better messages, and a check of free disk space before the run begins.',
  'Default learning rate is lower; results are reproducible with the seed parameter.',
];
export const LICENSES = list(
  `MIT, Apache-2.0, BSD-3-Clause, GPL-3.0-only, LGPL-2.1-or-later, MPL-2.0, BSD-2-Clause, CC-BY-4.0, MIT OR Apache-2.0, AGPL-3.0-only, ISC, EPL-2.0`,
);
export const CATEGORIES = [
  ['getting-started', 'Getting started', 'First jobs that show whether cluster and network work.'],
  ['training', 'Training', 'Jobs that train models on one GPU, several GPUs or several nodes.'],
  ['fine-tuning', 'Fine-tuning', 'Adapts a model that is there to data of your own.'],
  ['serving', 'Serving', 'Servers that answer requests with a trained model.'],
  ['data-sets', 'Data sets', 'Brings data to a storage of the cluster.'],
  ['tools', 'Tools', 'Notebooks, dashboards and searches.'],
  ['benchmarks', 'Benchmarks', 'Measure GPUs, memory and network before you rely on them.'],
  ['images', 'Images', 'Containers with a framework and its drivers.'],
  ['pipelines', 'Pipelines', 'Ready data pipelines for CDAP.'],
  ['plugins', 'Plugins', 'Sources, sinks and transforms for CDAP pipelines.'],
  ['speech', 'Speech', 'Recognises and makes speech.'],
  ['vision', 'Vision', 'Images and video.'],
  ['language', 'Language', 'Text in many languages.'],
] as const;
