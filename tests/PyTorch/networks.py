"""Whole networks, in which layers meet."""

import torch
import torch.nn.functional as F
from attention import attention, attention_shapes, future
from convolution import first, last
from dense import dense
from harness import network
from losses import cross_entropy, labels
from recurrence import run, shapes

TIME, WIDTH, VOCABULARY = 4, 4, 5


def tokens(chance, samples, time):
    drawn = [[chance.randrange(VOCABULARY) for _ in range(time)] for _ in range(samples)]
    return torch.tensor(drawn, dtype=torch.double)


def positions_cross_entropy(p, t):
    return cross_entropy(p.flatten(0, 1), t.flatten())


def named(layer, parameters):
    return {f"{layer}{role}": shape for role, shape in parameters.items()}


norm = {"Scale": (WIDTH,), "Shift": (WIDTH,)}
heads = attention_shapes(2)


def transformer(x, p, training):
    def normalized(y, layer):
        return F.layer_norm(y, (WIDTH,), p[f"{layer}Scale"], p[f"{layer}Shift"])

    start = F.embedding(x.long(), p["Embedding1Weights"]) + p["StartWeights"]
    before = normalized(start, "LayerNorm1")
    seen = start + attention(before, 2, *[p[f"SelfAttention1{role}"] for role in heads], mask=future)
    inner = F.gelu(dense(normalized(seen, "LayerNorm2"), p["Dense1Weights"], p["Dense1Bias"]))
    thought = seen + dense(inner, p["Dense2Weights"], p["Dense2Bias"])
    return F.softmax(dense(thought, p["Dense3Weights"], p["Dense3Bias"]), -1)


network(
    "SelfAttention.transformer",
    '[Network(4, Vocabulary = 5)] [Embedding(4), PositionalEncoding(Learned = true, Name = "Start")] '
    '[LayerNorm, SelfAttention(2, Causal = true), Add("Start", "SelfAttention1", Name = "Seen")] '
    '[LayerNorm, Dense(6), GELU, Dense(4), Add("Seen", "Dense2")] [Dense(5), Softmax] [CrossEntropy]',
    [TIME],
    {
        "Embedding1Weights": (VOCABULARY, WIDTH),
        "StartWeights": (TIME, WIDTH),
        **named("LayerNorm1", norm),
        **named("SelfAttention1", heads),
        **named("LayerNorm2", norm),
        "Dense1Weights": (WIDTH, 6),
        "Dense1Bias": (6,),
        "Dense2Weights": (6, WIDTH),
        "Dense2Bias": (WIDTH,),
        "Dense3Weights": (WIDTH, VOCABULARY),
        "Dense3Bias": (VOCABULARY,),
    },
    transformer,
    inputs=tokens,
    targets=labels,
    loss=positions_cross_entropy,
)


def lenet(x, p, training):
    """Convolution, batch norm, ReLU, pool, convolution, ReLU, and a dense layer of what is flattened channels last."""
    y = F.conv2d(first(x.reshape(-1, 6, 6, 1)), p["Conv2D1Weights"].permute(3, 2, 0, 1), padding=1)
    statistics = p["BatchNorm1RunningMean"], p["BatchNorm1RunningVariance"]
    y = F.batch_norm(y, *statistics, p["BatchNorm1Scale"], p["BatchNorm1Shift"], training)
    y = F.max_pool2d(y.relu(), 2)
    y = F.conv2d(y, p["Conv2D2Weights"].permute(3, 2, 0, 1), p["Conv2D2Bias"]).relu()
    return F.softmax(dense(last(y).flatten(1), p["Dense1Weights"], p["Dense1Bias"]), -1)


network(
    "Conv2D.LeNet",
    "[Network(6, 6, 1)] [Conv2D(2, 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU, MaxPool2D(2)] "
    "[Conv2D(3, 2), ReLU] [Flatten, Dense(4), Softmax] [CrossEntropy]",
    [36],
    {
        "Conv2D1Weights": (3, 3, 1, 2),
        "BatchNorm1Scale": (2,),
        "BatchNorm1Shift": (2,),
        "Conv2D2Weights": (2, 2, 2, 3),
        "Conv2D2Bias": (3,),
        "Dense1Weights": (12, 4),
        "Dense1Bias": (4,),
    },
    lenet,
    states={"BatchNorm1RunningMean": ((2,), -1, 1), "BatchNorm1RunningVariance": ((2,), 0.5, 2)},
    targets=labels,
    loss=cross_entropy,
)

stacked = shapes("LSTM"), {**shapes("LSTM"), "InputWeights": (4, 3, 3)}


def of_layer(p, k):
    return [p[f"LSTM{k}{role}"] for role in stacked[k - 1]]


network(
    "LSTM.stacked",
    "[Network(4, 2)] [LSTM(3, ReturnSequences = true)] [LSTM(3)] [Dense(1)] [MeanSquaredError]",
    [4, 2],
    {**named("LSTM1", stacked[0]), **named("LSTM2", stacked[1]), "Dense1Weights": (3, 1), "Dense1Bias": (1,)},
    lambda x, p, _: dense(
        run("LSTM", run("LSTM", x, of_layer(p, 1))[0], of_layer(p, 2))[1], p["Dense1Weights"], p["Dense1Bias"]
    ),
    loss=F.mse_loss,
)
