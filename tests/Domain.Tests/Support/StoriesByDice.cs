using FsCheck;
using FsCheck.Fluent;

namespace OrleansRegistry.Domain.Tests.Support;

/// <summary>
/// Stories drawn by dice: many, always the same ones, and shortened when one of them breaks a promise.
/// </summary>
internal static class StoriesByDice
{
    /// <summary>Checks <paramref name="property"/> on so many stories of at most so many dice.</summary>
    public static void Hold(int runs, int maxDice, Action<int[]> property)
    {
        var dice = Gen.Choose(0, int.MaxValue).ListOf().Resize(maxDice).Select(list => list.ToArray());
        Check.One(
            Config.QuickThrowOnFailure.WithQuietOnSuccess(true)
                .WithMaxTest(runs)
                .WithReplay(new Replay(new Rnd(20261121UL, 36905UL), null)),
            Prop.ForAll(Arb.From(dice, Shorter), property));
    }

    /// <summary>A shorter story shrinks better than smaller numbers, which tell another one.</summary>
    private static IEnumerable<int[]> Shorter(int[] dice)
    {
        for (var half = dice.Length / 2; half > 0; half /= 2)
            for (var at = 1; at + half <= dice.Length; at += half)
                yield return [.. dice.Take(at), .. dice.Skip(at + half)];
    }
}
