namespace OrleansRegistry.Bench.Figures;

/// <summary>One round of a side, at its turn; it gives a value for each quantity of the table.</summary>
internal sealed record Turn(string Side, Func<Task<double[]>> Round);

/// <summary>Lets the sides measure in turns, so that noise hits all of them; each round another one begins.</summary>
internal static class Turns
{
    /// <summary>Fills the table with so many rounds of a case.</summary>
    public static async Task Take(Settings settings, Table table, string @case, IReadOnlyList<Turn> turns)
    {
        for (var round = 0; round < settings.Rounds; round++)
        {
            for (var i = 0; i < turns.Count; i++)
            {
                var turn = turns[(i + round) % turns.Count];
                var others = new OtherWork();
                var values = await turn.Round();
                table.Add(@case, turn.Side, values, others.Processors());
            }
        }
    }
}
