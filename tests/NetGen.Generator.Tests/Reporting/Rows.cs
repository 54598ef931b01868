using Microsoft.CodeAnalysis;
using Xunit;

namespace NetGen.Tests.Reporting;

/// <summary>Every diagnostic, with a source that must give it and nothing else.</summary>
public static class Rows
{
    /// <summary>The rows of errors.</summary>
    public static IReadOnlyList<Row> Errors { get; } =
    [
        new(
            "NG0001",
            "using NetGen; [Network(2), Dense(1), MeanSquaredError] class [|Net|];",
            "Net must be partial: the network is generated into another part of the class. Write 'partial class Net'."),
        new(
            "NG0002",
            "using NetGen; class Outer { [Network(2), Dense(1), MeanSquaredError] partial class [|Net|]; }",
            "Outer contains the network Net and must be partial: the generated part of Net is nested in it."),
        new(
            "NG0003",
            "using NetGen; [Network(2), Dense(1), MeanSquaredError] partial class [|Net|]<T>;",
            "Net<T> has type parameters: a network and the types around it must have none, as its shapes are fixed at build time."),
        new(
            "NG0003",
            "using NetGen; partial class Outer<T> { [Network(2), Dense(1), MeanSquaredError] partial class [|Net|]; }",
            "Outer<T> has type parameters: a network and the types around it must have none, as its shapes are fixed at build time."),
        new(
            "NG0004",
            "using NetGen; [Network(2), Dense(1), MeanSquaredError] static partial class [|Net|];",
            "Net is static, but a network is an object that holds its parameters. Remove 'static'."),
        new(
            "NG0005",
            "using NetGen; [Network(2), Dense(1), MeanSquaredError] abstract partial class [|Net|];",
            "Net is abstract, but Create makes an instance of it. Remove 'abstract'."),
        new(
            "NG0006",
            "using NetGen; [Network(2), Dense(1), MeanSquaredError] partial record [|Net|];",
            "Net is a record, and copying one would share its parameters. Make it a class."),
        new(
            "NG0007",
            "using NetGen; [[|Network|], Dense(1), MeanSquaredError] partial class Net;",
            "Net does not say what one sample looks like. Give its shape, for example [Network(64)]."),
        new(
            "NG0008",
            "using NetGen; [[|Network(2, 0)|], Dense(1), MeanSquaredError] partial class Net;",
            "Net has an input extent of 0, but every extent must be an integer from 1 to 2147483647."),
        new(
            "NG0008",
            "using NetGen; [[|Network(-1)|], Dense(1), MeanSquaredError] partial class Net;",
            "Net has an input extent of -1, but every extent must be an integer from 1 to 2147483647."),
        new(
            "NG0009",
            "using NetGen; [Network(2), Dense(1), MeanSquaredError] partial class Net; [[|Sigmoid|]] partial class Net;",
            "[Sigmoid] stands on another declaration of Net, and the order of files is not an order of layers. Move it to the declaration with [Network]."),
        new(
            "NG0010",
            "using NetGen; [Network(2), ReLU, MeanSquaredError] partial class [|Net|];",
            "Net has no layer with parameters, so there is nothing to train. Add one, for example [Dense(10)]."),
        new(
            "NG0011",
            "using NetGen; [Network(2), Dense(1), [|Relu|], MeanSquaredError] partial class Net;",
            "The compiler knows no layer, activation or loss called Relu; did you mean ReLU?"),
        new(
            "NG0011",
            "using NetGen; [Network(2), Dense(1), [|Pentagon(5)|], MeanSquaredError] partial class Net; class PentagonAttribute(int n) : LayerAttribute { int N => n; }",
            "The compiler knows no layer, activation or loss called Pentagon"),
        new(
            "NG0012",
            "using NetGen; [Network(2), [|Dense(1, Name = \"my layer\")|], MeanSquaredError] partial class Net;",
            "The name \"my layer\" of Dense1 cannot begin the name of a property: use letters, digits and underscores, and begin with a letter."),
        new(
            "NG0013",
            "using NetGen; [Network(2), Dense(3, Name = \"A\"), [|Dense(1, Name = \"A\")|], MeanSquaredError] partial class Net;",
            "Two layers are called A, but parameters are found by their layer's name. Give one of them another Name."),
        new(
            "NG0013",
            "using NetGen; [Network(2), Dense(3, Name = \"Dense2\"), [|Dense(1)|], MeanSquaredError] partial class Net;",
            "Two layers are called Dense2, but parameters are found by their layer's name. Give one of them another Name."),
        new(
            "NG0014",
            "using NetGen; [Network(2), [|Dense(1, Name = \"A\")|], MeanSquaredError] partial class AWeights;",
            "The property AWeights for A would have the name of another generated member or of the class. Give the layer another Name."),
        new(
            "NG0015",
            "using NetGen; [Network(2), [|Dense(1, Weights = Initializer.Normal)|], MeanSquaredError] partial class Net;",
            "Dense1 needs the argument WeightsStandardDeviation."),
        new(
            "NG0016",
            "using NetGen; [Network(2), [|Own.Dense(1, Bais = true)|], MeanSquaredError] partial class Net; namespace Own { class DenseAttribute(int n) : LayerAttribute { public bool Bais { get; set; } int N => n; } }",
            "Dense1 has no argument Bais"),
        new(
            "NG0017",
            "using NetGen; [Network(2), [|Own.Dense(\"ten\")|], MeanSquaredError] partial class Net; namespace Own { class DenseAttribute(string n) : LayerAttribute { string N => n; } }",
            "units of Dense1 must be an integer, but is \"ten\"."),
        new(
            "NG0018",
            "using NetGen; [Network(2), [|Dense(0)|], MeanSquaredError] partial class Net;",
            "units of Dense1 must be from 1 to 2147483647, but is 0."),
        new(
            "NG0018",
            "using NetGen; [Network(2), Dense(1), [|LeakyReLU(double.NaN)|], MeanSquaredError] partial class Net;",
            "alpha of LeakyReLU1 must be a finite number greater than 0, but is NaN."),
        new(
            "NG0018",
            "using NetGen; [Network(2), [|Dense(1, Weights = (Initializer)99)|], MeanSquaredError] partial class Net;",
            "Weights of Dense1 must be one of Default, Constant, Uniform, Normal, Zeros, GlorotUniform, GlorotNormal, HeUniform, HeNormal, Orthogonal of Initializer, but is 99."),
        new(
            "NG0019",
            "using NetGen; [Network(2), [|Dense(1, WeightsValue = 0.5)|], MeanSquaredError] partial class Net;",
            "WeightsValue of Dense1 has no effect without Weights = Initializer.Constant. Add that, or remove WeightsValue."),
        new(
            "NG0020",
            "using NetGen; [Network(2), [|Dense(1, Weights = Initializer.Uniform, WeightsMin = 0.1, WeightsMax = -0.1)|], MeanSquaredError] partial class Net;",
            "The initialiser of Dense1 runs from 0.1 to -0.1, but the lower bound must be less than the upper one."),
        new(
            "NG0021",
            "using NetGen; [Network(2), Dense(1)] partial class [|Net|];",
            "Net does not say what training is to reduce. Add a loss below the layers, for example [MeanSquaredError]."),
        new(
            "NG0022",
            "using NetGen; [Network(2), Dense(1), MeanSquaredError, [|Huber(2)|]] partial class Net;",
            "MeanSquaredError compares the same outputs as Huber does. Remove one of them, or give one the From of another layer."),
        new(
            "NG0023",
            "using NetGen; [Network(2), Dense(1), MeanSquaredError, [|Tanh|]] partial class Net;",
            "Tanh1 stands after MeanSquaredError, but losses come last. Move MeanSquaredError to the end."),
        new(
            "NG0024",
            "using NetGen; [Network(2), Dense(3), [|CrossEntropy|]] partial class Net;",
            "CrossEntropy compares probabilities that sum to 1, but Dense1 does not give any. Add [Softmax] or [LogSoftmax] before it, or choose another loss."),
        new(
            "NG0025",
            "using NetGen; [Network(2), Dense(3), ReLU, [|BinaryCrossEntropy|]] partial class Net;",
            "BinaryCrossEntropy takes the logarithm of every output and of 1 minus it, but ReLU1 does not keep its outputs strictly between 0 and 1. Add [Sigmoid] before it, or choose another loss."),
        new(
            "NG0026",
            "using NetGen; [Network(2), Dense(1), Softmax, [|CrossEntropy|]] partial class Net;",
            "CrossEntropy chooses between classes, but Softmax1 has 1 output, whose probability is always 1. Use 2 outputs, or [Sigmoid] with [BinaryCrossEntropy]."),
        new(
            "NG0027",
            "using NetGen; [Network(8, 8, 1), [|Dense(1)|], MeanSquaredError] partial class Net;",
            "Dense1 takes inputs of one dimension, but gets 8×8×1. Put [Flatten] before it."),
        new(
            "NG0028",
            "using NetGen; [Network(65536), [|Dense(65536)|], MeanSquaredError] partial class Net;",
            "With Dense1 the network has more than 2000000000 parameters. Make the layers smaller."),
        new(
            "NG0028",
            "using NetGen; [[|Network(65536, 65536)|], MeanSquaredError] partial class Net;",
            "With its input the network has more than 2000000000 inputs. Make the layers smaller."),
        new(
            "NG0030",
            "using NetGen; [Network(2), Dense(1), MeanSquaredError] file partial class [|Net|];",
            "Net or a type around it is local to its file, but the network is generated into another file. Remove 'file'."),
        new(
            "NG0030",
            "using NetGen; file partial class Outer { [Network(2), Dense(1), MeanSquaredError] public partial class [|Net|]; }",
            "Net or a type around it is local to its file, but the network is generated into another file. Remove 'file'."),
        new(
            "NG0040",
            "using NetGen; [Network(2), Dense(1), [|Activation(\"Swish\")|], MeanSquaredError] partial class Net;",
            "Activation names Swish, but the network's class has no static method of that name. Declare it there."),
        new(
            "NG0040",
            "using NetGen; [Network(2), Dense(1), [|Loss(\"Pinball\")|]] partial class Net;",
            "Loss names Pinball, but the network's class has no static method of that name. Declare it there."),
        new(
            "NG0041",
            "using NetGen; [Network(2), Dense(1), [|Activation(nameof(Swish))|], MeanSquaredError] partial class Net { static int Swish(float x) => 1; }",
            "Activation needs a static method of one number that returns a number, such as float Swish(float x), but Net.Swish(float) is none."),
        new(
            "NG0041",
            "using NetGen; [Network(2), Dense(1), [|Activation(nameof(Swish))|], MeanSquaredError] partial class Net { float Swish(float x) => x; }",
            "Activation needs a static method of one number that returns a number, such as float Swish(float x), but Net.Swish(float) is none."),
        new(
            "NG0041",
            "using NetGen; [Network(2), Dense(1), [|Loss(nameof(Error))|]] partial class Net { static float Error(float x) => x; }",
            "Loss needs a static method of two numbers, prediction and target, that returns a number, such as float Pinball(float y, float t), but Net.Error(float) is none."),
        new(
            "NG0042",
            "using NetGen; [Network(2), Dense(1), Activation(nameof(Swish)), MeanSquaredError] partial class Net { static float Swish(float x) { [|while (x > 1) { x /= 2; }|] return x; } }",
            "Swish has a loop, which the compiler does not read. It reads arithmetic, functions of Math and MathF, conditionals, locals, constants, and calls of static methods like it."),
        new(
            "NG0042",
            "using NetGen; [Network(2), Dense(1), Activation(nameof(Swish)), MeanSquaredError] partial class Net { static float slope = 1; static float Swish(float x) => [|slope|] * x; }",
            "Swish has the field slope, which is no constant, which the compiler does not read. It reads arithmetic, functions of Math and MathF, conditionals, locals, constants, and calls of static methods like it."),
        new(
            "NG0042",
            "using NetGen; [Network(2), Dense(1), Activation(nameof(Swish)), MeanSquaredError] partial class Net { static float Swish(float x) => x * [|\"a\".Length|]; }",
            "Swish has the property Length, which the compiler does not read. It reads arithmetic, functions of Math and MathF, conditionals, locals, constants, and calls of static methods like it."),
        new(
            "NG0042",
            "using NetGen; using System; [Network(2), Dense(1), Activation(nameof(Swish)), MeanSquaredError] partial class Net { static float Swish(float x) { [|throw new Exception();|] } }",
            "Swish has an exception, which the compiler does not read. It reads arithmetic, functions of Math and MathF, conditionals, locals, constants, and calls of static methods like it."),
        new(
            "NG0042",
            "using NetGen; [Network(2), Dense(1), Activation(nameof(Swish)), MeanSquaredError] partial class Net { static float Swish(float x) { int k = [|(int)x|]; return x; } }",
            "Swish has an integer that is no constant, which the compiler does not read. It reads arithmetic, functions of Math and MathF, conditionals, locals, constants, and calls of static methods like it."),
        new(
            "NG0042",
            "using NetGen; [Network(2), Dense(1), Activation(nameof(Swish)), MeanSquaredError] partial class Net { static float Swish(float x) => x > 0 ? Half(x) : 0; static float Half(float x) => [|x % 2|]; }",
            "Half has an operator without a slope, which the compiler does not read. It reads arithmetic, functions of Math and MathF, conditionals, locals, constants, and calls of static methods like it."),
        new(
            "NG0042",
            "using NetGen; [Network(2), Dense(1), Activation(nameof(Swish)), MeanSquaredError] partial class Net { static float Swish(float x) => x * [|float.PositiveInfinity|]; }",
            "Swish has a constant that is not finite, which the compiler does not read. It reads arithmetic, functions of Math and MathF, conditionals, locals, constants, and calls of static methods like it."),
        new(
            "NG0042",
            "using NetGen; [Network(2), Dense(1), Activation(nameof(Swish)), MeanSquaredError] partial class Net { static float Swish(float x) => [|x switch { > 0 => x, _ => 0 }|]; }",
            "Swish has a switch, which the compiler does not read. It reads arithmetic, functions of Math and MathF, conditionals, locals, constants, and calls of static methods like it."),
        new(
            "NG0043",
            "using NetGen; using System; [Network(2), Dense(1), Activation(nameof(Swish)), MeanSquaredError] partial class Net { static float Swish(float x) => x + [|MathF.Cbrt(x)|]; }",
            "Swish calls Cbrt, which is neither a function that the compiler knows nor a static method of numbers in this project"),
        new(
            "NG0043",
            "using NetGen; [Network(2), Dense(1), Activation(nameof(Swish)), MeanSquaredError] partial class Net { static float Swish(float x) => x * MathF.Tanpi(x); static class MathF { public static float Tanpi(float x) => [|System.MathF.Atan(x)|]; } }",
            "Tanpi calls Atan, which is neither a function that the compiler knows nor a static method of numbers in this project; did you mean Tan?"),
        new(
            "NG0043",
            "using NetGen; using System; [Network(2), Dense(1), Activation(nameof(Swish)), MeanSquaredError] partial class Net { static float Swish(float x) => [|Random.Shared.NextSingle()|] * x; }",
            "Swish calls Random.NextSingle, which is neither a function that the compiler knows nor a static method of numbers in this project"),
        new(
            "NG0044",
            "using NetGen; [Network(2), Dense(1), Activation(nameof(Swish)), MeanSquaredError] partial class Net { static float Swish(float x) => x > 1 ? [|Swish(x / 2)|] : x; }",
            "Swish calls Swish, which is still being computed there: what is differentiated must not call itself."),
        new(
            "NG0044",
            "using NetGen; [Network(2), Dense(1), Activation(nameof(Swish)), MeanSquaredError] partial class Net { static float Swish(float x) => 2 * Other(x); static float Other(float x) => [|Swish(x)|]; }",
            "Other calls Swish, which is still being computed there: what is differentiated must not call itself."),
        new(
            "NG0045",
            "using NetGen; [Network(4), Equation(\"y[o] = sum(i, x[i * w[i,o][|)|] + b[o]\", \"o = 3\"), MeanSquaredError] partial class Net;",
            "In the equations of Equation1 ']' is expected, but there is ')'."),
        new(
            "NG0045",
            "using NetGen; [Network(4), Equation(\"y[o] = x[o] * w[o]\", \"w ~ [|3|]\"), MeanSquaredError] partial class Net;",
            "In the equations of Equation1 an initialiser, such as HeNormal is expected, but there is '3'."),
        new(
            "NG0045",
            "using NetGen; [Network(4), Equation(@\"y[o] = x[[|o*o|]] * w[o]\", \"o = 2; w ~ HeNormal\"), MeanSquaredError] partial class Net;",
            "In the equations of Equation1 a place of whole numbers and indices, such as 2*i + j - 1, is expected, but there is another term."),
        new(
            "NG0045",
            "using NetGen; [Network(4), Equation(\"y[o] = x[o] [|w|] [o]\"), MeanSquaredError] partial class Net;",
            "In the equations of Equation1 an operator or the end is expected, but there is 'w'."),
        new(
            "NG0045",
            "using NetGen; [Network(4), Equation([|\"y[o] = \\tx[o]] * w[o]\"|]), MeanSquaredError] partial class Net;",
            "In the equations of Equation1 an operator or the end is expected, but there is ']'."),
        new(
            "NG0046",
            "using NetGen; [Network(4), Equation(\"y[o] = x[o] * [|v|][o]\", \"w ~ HeNormal\"), MeanSquaredError] partial class Net;",
            "Equation1 has no tensor v. If it is a parameter, say how it begins: \"v ~ GlorotUniform\"; did you mean x?"),
        new(
            "NG0047",
            "using NetGen; [Network(4), Equation(\"y[[|o|]] = sum(i, x[i] * w[i,o])\", \"w ~ HeNormal\"), MeanSquaredError] partial class Net;",
            "Equation1 does not say how far o runs, and o alone is no place of the input. Declare it: \"o = 32\"."),
        new(
            "NG0048",
            "using NetGen; [Network(4), Equation(\"y[o] = x[o] * w[o]\", \"o = 3; o = [|4|]\", \"w ~ HeNormal\"), MeanSquaredError] partial class Net;",
            "In Equation1 o runs over 3 places, but here over 4. Call one of the two indices otherwise."),
        new(
            "NG0048",
            "using NetGen; [Network(4, 3), Equation(\"y[i] = x[i,[|i|]]\"), Dense(1), MeanSquaredError] partial class Net;",
            "In Equation1 i runs over 4 places, but here over 3. Call one of the two indices otherwise."),
        new(
            "NG0049",
            "using NetGen; [Network(4), Equation(\"y[o] = x[[|i|]] * w[i,o]\", \"o = 3\", \"w ~ HeNormal\"), MeanSquaredError] partial class Net;",
            "In Equation1 i stands neither on the left of the equation nor in a reduction around it. Sum over it: \"sum(i, …)\"."),
        new(
            "NG0050",
            "using NetGen; [Network(4), Equation(\"y[o] = x[o] * sum([|o|], w[o])\", \"w ~ HeNormal\"), MeanSquaredError] partial class Net;",
            "In Equation1 o is bound already. Call one of the two indices otherwise."),
        new(
            "NG0050",
            "using NetGen; [Network(4), Equation(\"y[o,[|o|]] = x[o] * w[o]\", \"w ~ HeNormal\"), MeanSquaredError] partial class Net;",
            "In Equation1 o is bound already. Call one of the two indices otherwise."),
        new(
            "NG0051",
            "using NetGen; [Network(4), Equation(\"y[o] = [|x[0,o]|] * w[o]\", \"w ~ HeNormal\"), MeanSquaredError] partial class Net;",
            "x of Equation1 has 1 indices, but here 2."),
        new(
            "NG0052",
            "using NetGen; [Network(4), Equation(\"y[o] = x[[|o+1|]] * w[o]\", \"o = 4\", \"w ~ HeNormal\"), MeanSquaredError] partial class Net;",
            "In Equation1 x[o+1] runs from 1 to 4, outside 0 to 3. Change it or an extent, or declare what stands outside: \"x = 0 outside\"."),
        new(
            "NG0053",
            "using NetGen; [Network(4), Equation(\"y[o] = [|reluu|](x[o] * w[o])\", \"w ~ HeNormal\"), MeanSquaredError] partial class Net;",
            "The notation of Equation1 has no function reluu; did you mean relu?"),
        new(
            "NG0053",
            "using NetGen; [Network(4), Equation(\"y[o] = x[o] * w[o]\", \"[|w|] ~ HeNormall\"), MeanSquaredError] partial class Net;",
            "The notation of Equation1 has no function HeNormall; did you mean HeNormal?"),
        new(
            "NG0054",
            "using NetGen; [Network(4), Equation(\"y[o] = [|tanh(x[o], w[o])|]\", \"w ~ HeNormal\"), MeanSquaredError] partial class Net;",
            "tanh of Equation1 takes 1 arguments, but gets 2."),
        new(
            "NG0055",
            "using NetGen; [Network(4), [|Equation(\"z[o] = x[o] * w[o]\", \"w ~ HeNormal\")|], MeanSquaredError] partial class Net;",
            "The equations of Equation1 are no layer: y, its output, has no equation."),
        new(
            "NG0055",
            "using NetGen; [Network(4), Equation(\"y[o] = x[o] * w[o]\", \"w ~ HeNormal; [|v|] ~ Zeros\"), MeanSquaredError] partial class Net;",
            "The equations of Equation1 are no layer: nothing reads v."),
        new(
            "NG0055",
            "using NetGen; [Network(4), Equation(\"y[o] = x[o]; [|y|][o] = x[o]\"), MeanSquaredError] partial class Net;",
            "The equations of Equation1 are no layer: y has two equations."),
        new(
            "NG0055",
            "using NetGen; [Network(4), Equation(\"[|y|][o] = w[o]\", \"o = 3; w ~ Zeros\"), MeanSquaredError] partial class Net;",
            "The equations of Equation1 are no layer: y does not depend on x."),
        new(
            "NG0056",
            "using NetGen; static class Functions { [Differentiable] static double [|Square|](double x) => x * x; }",
            "The gradient of Square cannot be generated: Functions around it is not partial."),
        new(
            "NG0056",
            "using NetGen; partial class Functions { [Differentiable] double [|Square|](double x) => x * x; }",
            "The gradient of Square cannot be generated: it is not static."),
        new(
            "NG0056",
            "using NetGen; static partial class Functions { [Differentiable] static double [|Square|](int x) => x * x; }",
            "The gradient of Square cannot be generated: it must take numbers, float or double, and return one."),
        new(
            "NG0042",
            "using NetGen; static partial class Functions { [Differentiable] static double Sum(double x) { [|for (int k = 0; k < 3; k++) { x += x; }|] return x; } }",
            "Sum has a loop, which the compiler does not read. It reads arithmetic, functions of Math and MathF, conditionals, locals, constants, and calls of static methods like it."),
        new(
            "NG0060",
            "using NetGen; [Network(4), [|Dense(8, Name = \"a\")|], Dense(8, Name = \"b\", From = \"Input\"), MeanSquaredError] partial class Net;",
            "No layer and no loss reads a. Name it in the From of another layer or of a loss, or remove it."),
        new(
            "NG0061",
            "using NetGen; [Network(4), [|Dense(8, From = \"Imput\")|], MeanSquaredError] partial class Net;",
            "Dense1 refers to Imput, but no layer and no input is called that; did you mean Input?"),
        new(
            "NG0062",
            "using NetGen; [Network(4), [|Dense(4, From = \"Add1\")|], Add(\"Input\", \"Dense1\"), MeanSquaredError] partial class Net;",
            "The layers Dense1, Add1 read each other in a circle, so that none can be computed first. Change a From."),
        new(
            "NG0063",
            "using NetGen; [Network(4), Dense(8), [|Add(\"Input\", \"Dense1\")|], MeanSquaredError] partial class Net;",
            "Add1 joins inputs of 4, 8: [Add] and [Multiply] take equal shapes, [Concat] shapes that differ in the last extent alone."),
        new(
            "NG0064",
            "using NetGen; [Network(4), Dense(8), [|Dense(8, Share = \"Dense1\")|], MeanSquaredError] partial class Net;",
            "Dense2 cannot share the parameters of Dense1: its parameters are 8×8, 8, not 4×8, 8."),
        new(
            "NG0065",
            "using NetGen; [Network(16), [|Embedding(8)|], Flatten, Dense(1), MeanSquaredError] partial class Net;",
            "Embedding1 looks up integers, but Input gives numbers. Declare the input with a Vocabulary, for example [Network(16, Vocabulary = 27)]."),
        new(
            "NG0066",
            "using NetGen; [Network(16, Vocabulary = 27), [|Dense(8)|], MeanSquaredError] partial class Net;",
            "Dense1 computes with numbers, but Input gives tokens, whose size means nothing. Put an [Embedding] between them."),
        new(
            "NG0067",
            "using NetGen; [Network(24, 3, VariableLength = true), [|Flatten|], Dense(1), MeanSquaredError] partial class Net;",
            "Flatten1 does not know where a sequence of Input ends, as lengths vary from sample to sample there. Use a layer that does before it, such as [LSTM], or remove VariableLength."),
        new(
            "NG0068",
            "using NetGen; [[|Network(8, 8, Vocabulary = 27)|], Dense(8), MeanSquaredError] partial class Net;",
            "Input has the shape 8×8: a Vocabulary goes with one extent, the number of tokens, and VariableLength with a first extent of 2 or more, the greatest length."),
        new(
            "NG0070",
            "using NetGen; [Network(24), [|GRU(8)|], Dense(1), MeanSquaredError] partial class Net;",
            "GRU1 takes sequences of [time, features], of two steps or more, but gets 24. Declare the input so, for example [Network(24, 3)], and set ReturnSequences on a recurrent layer before it."),
        new(
            "NG0071",
            "using NetGen; [Network(24, 30), [|SelfAttention(4)|], Dense(1), MeanSquaredError] partial class Net;",
            "SelfAttention1 divides its features among 4 heads, but gets 30 features, which is no multiple of that. Change the heads, or the features of the layer before."),
        new(
            "NG0069",
            "using NetGen; [Network(4), Dense(4), MeanSquaredError, [|Huber(From = \"Input\")|]] partial class Net;",
            "Huber compares Input, which no parameter changes. Give it the From of a layer."),
        new(
            "NG0080",
            "using NetGen; [Network(28, 28), [|Conv2D(6, 5)|], Flatten, Dense(1), MeanSquaredError] partial class Net;",
            "Conv2D1 takes inputs of [height, width, channels], but gets 28×28. Put [Reshape] before it, or declare the input in that shape."),
        new(
            "NG0080",
            "using NetGen; [Network(28), [|GlobalMaxPool|], Dense(1), MeanSquaredError] partial class Net;",
            "GlobalMaxPool1 takes inputs of [height, width, channels, or time, channels], but gets 28. Put [Reshape] before it, or declare the input in that shape."),
        new(
            "NG0081",
            "using NetGen; [Network(4, 4, 1), [|Conv2D(6, 3, Dilation = 2)|], Flatten, Dense(1), MeanSquaredError] partial class Net;",
            "The window of Conv2D1 spans 5, but its input, padding included, has 4. Make the window smaller, or pad more."),
        new(
            "NG0082",
            "using NetGen; [Network(8, 8, 1), [|MaxPool2D(2, Pad = 2)|], Flatten, Dense(1), MeanSquaredError] partial class Net;",
            "MaxPool2D1 pads 2 places, so that a window of 2 can lie wholly outside, where there is nothing to pool. Pad less than the window's size."),
        new(
            "NG0083",
            "using NetGen; [Network(8, 8, 3), [|Conv2D(4, 3, Groups = 2)|], Flatten, Dense(1), MeanSquaredError] partial class Net;",
            "Conv2D1 has 2 groups, which must divide its 3 input channels and its 4 filters."),
        new(
            "NG0084",
            "using NetGen; [Network(8, 8), [|Reshape(7, 9, 1)|], Flatten, Dense(1), MeanSquaredError] partial class Net;",
            "Reshape1 gives 8×8 the shape 7×9×1, but they do not hold the same number of numbers."),
    ];

    /// <summary>The rows of what holds in a Debug build only.</summary>
    public static IReadOnlyList<Row> Debug { get; } =
    [
        new(
            "NG0029",
            "using NetGen; [Network(2), Dense(1), MeanSquaredError] partial class [|Net|];",
            "Net is compiled without optimisation here and runs many times slower than in Release. Build in Release, or put networks into a project with <Optimize>true</Optimize>."),
    ];
}
