using static System.FormattableString;

namespace NetGen;

/// <summary>How good a network is on some samples.</summary>
/// <param name="Loss">The network's loss, without penalties; noise is off, and statistics are the running ones.</param>
/// <param name="Accuracy">
/// The part of the decisions that is right, 0 … 1; null where the task is no classification. It is one where there is
/// one loss, and the data have labels or it is a cross-entropy. Several outputs: the greatest names the class. One
/// output, or binary cross-entropy: yes from ½ on. A sequence is a decision for each of its steps.
/// </param>
public readonly record struct Metrics(double Loss, double? Accuracy);

/// <summary>What was measured of an epoch.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="StepLoss">The mean over the epoch's samples of the loss each had in its step, before the step.</param>
/// <param name="Penalty">The penalties on the parameters after the epoch, which no loss contains.</param>
/// <param name="Training">The training data after the epoch; null unless measured.</param>
/// <param name="Test">The test data after the epoch; null unless measured.</param>
public readonly record struct EpochResult(int Epoch, double StepLoss, double Penalty, Metrics? Training, Metrics? Test);

/// <summary>Where a training stands: reported after every step and after every epoch.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Epochs">How many there will be.</param>
/// <param name="Step">The step of the epoch, from 1.</param>
/// <param name="Steps">How many an epoch has.</param>
/// <param name="Loss">The loss of the step's samples, before the step; noise is on, and penalties are apart.</param>
/// <param name="Finished">What was measured of the epoch, in the report after its last step; null in all others.</param>
public readonly record struct TrainingProgress(
    int Epoch, int Epochs, int Step, int Steps, double Loss, EpochResult? Finished);

/// <summary>Why a training ended.</summary>
public enum TrainingOutcome
{
    /// <summary>Every epoch was trained.</summary>
    Completed,

    /// <summary>It was asked to stop, and did so between two steps. The parameters are those of the last step.</summary>
    Cancelled,

    /// <summary>
    /// The loss of a step was not finite: too great a learning rate, or data that are not finite. That step was not
    /// taken; the parameters and the running statistics are those after the step before.
    /// </summary>
    Diverged,
}

/// <summary>What a training reached. The parameters are in the network, whatever the outcome.</summary>
public sealed class TrainingResult
{
    internal TrainingResult(IReadOnlyList<EpochResult> history) => History = history;

    /// <summary>Why it ended.</summary>
    public TrainingOutcome Outcome { get; internal set; }

    /// <summary>The finished epochs.</summary>
    public IReadOnlyList<EpochResult> History { get; }

    /// <summary>The steps taken.</summary>
    public long Steps { get; internal set; }

    /// <summary>The samples seen in them.</summary>
    public long Samples { get; internal set; }

    /// <summary>
    /// The time of the steps, without measuring and reporting, and without what happens once before the first of them:
    /// memory is taken, and code is compiled.
    /// </summary>
    public TimeSpan Elapsed { get; internal set; }

    /// <summary>Samples per second of <see cref="Elapsed"/>; 0 where there was no step.</summary>
    public double SamplesPerSecond => Samples == 0 ? 0 : Samples / Elapsed.TotalSeconds;

    /// <summary>
    /// Managed memory that was allocated from the first step to the end, measurements included and reports excluded: 0.
    /// </summary>
    public long AllocatedBytes { get; internal set; }

    /// <summary>One line: what was reached.</summary>
    public override string ToString() => Invariant($"{Outcome} after {Steps} steps and {History.Count} epochs");
}
