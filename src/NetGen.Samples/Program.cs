using System.CommandLine;
using System.Globalization;
using System.Numerics;
using NetGen.Samples;

var save = new Option<FileInfo?>("--save")
{
    Description = "Writes the trained parameters to a safetensors file.",
    HelpName = "file",
};
var load = new Option<FileInfo?>("--load")
{
    Description = "Begins with the parameters of a file; trains on only if --epochs is given. The same seed holds back the same digits.",
    HelpName = "file",
};
Option<int?> epochs = Whole<int>("--epochs", "count", $"How often every digit is seen [default: {Digits.Epochs}].");
Option<ulong?> seed = Whole<ulong>("--seed", "number", "Split, initial parameters and order of the samples [default: 0].");

var root = new RootCommand("Trains a network of 64-32-10 neurons to read handwritten digits. The commands are further samples.") { save, load, epochs, seed };

// A task of its own: Ctrl-C is heard meanwhile, and ends the training between two steps.
root.SetAction((options, cancellation) => Task.Run(() => Digits.Run(
    options.GetValue(save)?.FullName, options.GetValue(load)?.FullName, options.GetValue(epochs), options.GetValue(seed) ?? 0, cancellation)));


Add("and-or-xor", "A single neuron learns AND and OR and fails on XOR; a hidden layer solves it.", AndOrXor.Run);
Add("colours", "A single layer with softmax names the seven colours of the rainbow from RGB.", Colours.Run);
Add("zero-or-one", "Zeros against ones: with one sigmoid output, then with two; sum of squared errors.", ZeroOrOne.Run);
Add("autograd", "Scalar autograd learns the boundary of two moons; its gradients are those of the generated code.", Autograd.Run);
Add("regression", "Ten measurements of a patient foretell the progression of diabetes; R² and error in the target's units.", Regression.Run);
Add("universal", "One hidden layer approximates a function the better the more neurons it has.", Universal.Run);
Add("lenet", "LeNet-5 reads the handwritten digits of MNIST, and shows the filters it has learnt.", LeNet.Run);
Add("co2", "An LSTM forecasts the carbon dioxide of the air a year ahead, better than the year before does.", Co2.Run);
Add("words", "A recurrent model and causal attention learn how names are spelt, and make up new ones.", Words.Run);
Show.Begin();
return await root.Parse(args).InvokeAsync();

// A whole number that is not negative.
static Option<T?> Whole<T>(string name, string helpName, string description)
    where T : struct, INumber<T> =>
    new(name)
    {
        HelpName = helpName,
        Description = description,
        CustomParser = result =>
        {
            string given = result.Tokens.Single().Value;
            if (T.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out T value))
            {
                return value;
            }

            result.AddError($"{name} takes a whole number from 0 on, not '{given}'.");
            return null;
        },
    };

void Add(string name, string description, Action run)
{
    var command = new Command(name, description);
    command.SetAction(_ => run());
    root.Add(command);
}
