using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Tests.Calendar;

/// <summary>What a calendar file may say: everything else is refused in words that name the fault.</summary>
public sealed class CalendarFileTests
{
    public sealed record BadFile(string Case, string Text, string[] Faults);

    public static TheoryData<BadFile> BadFiles => CaseFile.Rows<BadFile>("Calendar/bad-files.json");

    [Theory, MemberData(nameof(BadFiles))]
    public void A_faulty_file_is_refused_with_all_its_faults(BadFile row) =>
        Assert.Equal(row.Faults, CalendarFiles.Brief(CalendarFiles.Refuse(row.Text)));

    [Fact]
    public void What_is_written_is_read_again()
    {
        var again = CalendarFiles.Load(Encoding.UTF8.GetString(WorkingCalendar.Embedded.Write()));
        Assert.Equal(WorkingCalendar.Embedded.Write(), again.Write());
        Assert.Equal(WorkingCalendar.Embedded.Years, again.Years);
        foreach (var day in Enumerable.Range(new DateOnly(2023, 12, 1).DayNumber, 1200).Select(DateOnly.FromDayNumber))
            Assert.Equal(WorkingCalendar.Embedded.IsWorkday(day), again.IsWorkday(day));
    }

    [Fact]
    public void What_is_written_is_sorted_one_date_a_line_without_the_remark()
    {
        const string Text =
            """{"_source":"x","2027":{"workdays":["2027-01-30"],"holidays":["2027-01-02","2027-01-01"]}}""";
        const string Expected = """
            {
             "2027": {
              "holidays": [
               "2027-01-01",
               "2027-01-02"
              ],
              "workdays": [
               "2027-01-30"
              ]
             }
            }

            """;
        Assert.Equal(Expected.ReplaceLineEndings("\n"), Encoding.UTF8.GetString(CalendarFiles.Load(Text).Write()));
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over()
    {
        const string Text = """{"2027":{"holidays":["2027-01-01"],"workdays":[]}}""";
        Assert.Equal([2027], CalendarFiles.Load('\uFEFF' + Text).Years);
    }

    [Fact]
    public void No_damage_to_a_file_is_an_exception()
    {
        var good = WorkingCalendar.Embedded.Write();
        var damage = from at in Gen.Choose(0, good.Length - 1) from to in Gen.Choose(0, 255) select (at, to);
        Always.Holds(damage, d =>
        {
            byte[] bad = [.. good];
            bad[d.at] = (byte)d.to;
            return WorkingCalendar.Parse(bad)
                is RulebookLoad<WorkingCalendar>.Loaded
                or RulebookLoad<WorkingCalendar>.Rejected { Faults.IsEmpty: false };
        });
    }
}
