// Reads the digits network and one picture, prints the digit, and ends: what a program pays before its first prediction.
using System.Runtime.InteropServices;
using NetGen;
using NetGen.Benchmarks.Networks;

DigitNet network = DigitNet.Create(0);
network.Load(args[0]);
float[] picture = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(args[1])).ToArray();
var outputs = new float[DigitNet.OutputSize];
network.Predict(picture, outputs);
using Stream output = Console.OpenStandardOutput();
output.Write([(byte)('0' + outputs.AsSpan().IndexOf(outputs.Max())), (byte)'\n']);
