using System.CommandLine;
using NetGen.Samples;

var save = new Option<FileInfo?>("--save") { Description = "Writes the trained parameters to a safetensors file.", HelpName = "file" };
var load = new Option<FileInfo?>("--load") { Description = "Begins with the parameters of a file; trains on only if --epochs is given.", HelpName = "file" };
var epochs = new Option<int?>("--epochs") { Description = $"How often every digit is seen [default: {Digits.Epochs}].", HelpName = "count" };
var seed = new Option<ulong>("--seed") { Description = "Split, initial parameters and order of the samples.", HelpName = "number", DefaultValueFactory = _ => 0 };
epochs.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int?>() < 0)
    {
        result.AddError("--epochs must not be negative.");
    }
});

var root = new RootCommand("Trains a network of 64-32-10 neurons to read handwritten digits. Other samples:") { save, load, epochs, seed };
root.SetAction((options, cancellation) => Task.FromResult(Digits.Run(
    options.GetValue(save)?.FullName, options.GetValue(load)?.FullName, options.GetValue(epochs), options.GetValue(seed), cancellation)));

Add("and-or-xor", "A single neuron learns AND and OR and fails on XOR; a hidden layer solves it.", AndOrXor.Run);
Add("colours", "A single layer with softmax names the seven colours of the rainbow from RGB.", Colours.Run);
Add("zero-or-one", "Zeros against ones: with one sigmoid output, then with two; sum of squared errors.", ZeroOrOne.Run);
Add("autograd", "Scalar autograd learns the boundary of two moons; its gradients are those of the generated code.", Autograd.Run);
Show.Begin();
return await root.Parse(args).InvokeAsync();

void Add(string name, string description, Action run)
{
    var command = new Command(name, description);
    command.SetAction(_ => run());
    root.Add(command);
}
