using System.Collections.Immutable;
using OrleansRegistry.Domain.Findings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Objections;

namespace OrleansRegistry.Infrastructure.Tests.Notices;

/// <summary>The notices of findings at the roadside and of objections, made by their machines.</summary>
internal static class ContestNoticeSamples
{
    private static readonly DateTimeOffset _now = new(2026, 2, 13, 1, 0, 0, TimeSpan.Zero);

    public static Objection Filed { get; } = new()
    {
        Key = "Y-1", About = "Q-1.1", Authority = "410100", PartyKey = "P-1", Text = "t", FiledAt = _now,
        AnswerBy = new(2026, 3, 9),
    };

    public static ImmutableArray<Notice> All(Context context)
    {
        var finding = new RoadsideFinding
        {
            Key = "Z-1", Finding = FindingKind.ContractMissing, Note = "未带合同", Plate = "云A60D68", CarrierKey = "O-1",
            PersonKeys = ["P-1"], Authority = "530100", By = "A-1", At = _now,
        };
        return
        [
            .. ObjectionNotices.Of(Filed, [
                new ObjectionFiled(Filed), new ObjectionAnswered(new ObjectionAnswer(true, "已更正", "A-2", _now)),
                new ObjectionAnswered(new ObjectionAnswer(false, "无误", "A-2", _now)),
            ], context),
            .. FindingMachine.Instance.React(null, finding, [new RoadsideFindingRecorded(finding)], context).Notices,
        ];
    }

    /// <summary>One about each thing that can be objected to.</summary>
    public static IEnumerable<Notice> AboutEverything(Context context) =>
        from about in (string[])["Q-1.1", "Q-1", "V-1", "T-1", "R-1", "Z-1"]
        let one = Filed with { About = about }
        from notice in ObjectionNotices.Of(one, [new ObjectionFiled(one)], context)
        select notice;
}
