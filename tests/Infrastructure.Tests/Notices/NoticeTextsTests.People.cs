using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Notices;

namespace OrleansRegistry.Infrastructure.Tests.Notices;

/// <summary>What people read, on a screen and on a phone, and by which channels.</summary>
public sealed partial class NoticeTextsTests
{
    /// <summary>
    /// What a walk over all kinds finds in one sentence: no id, no code, no date as machines write it, no number of a
    /// person; and in Chinese who must act or that nobody must, and what happens otherwise.
    /// </summary>
    [Fact]
    public void Every_text_is_for_people()
    {
        foreach (var notice in Notices)
        {
            var text = NoticeTexts.Of(notice);
            foreach (var one in (string[])[text.Zh, text.En])
            {
                Assert.DoesNotMatch(@"\b[A-Z]-[0-9A-Z]+", one);
                Assert.DoesNotMatch(@"\d{4}-\d{2}-\d{2}", one);
                Assert.DoesNotMatch(@"\d{15,}", one);
                Assert.DoesNotMatch(@"\b(certificate|vehicle|rail|identity)\.[a-z]|[a-z][A-Z]", one);
                Assert.DoesNotContain("{", one.Replace("{certificate}", "", StringComparison.Ordinal),
                    StringComparison.Ordinal);
            }
            Assert.Matches("您|贵单位|驾驶员|国家铁路局|管理员|办理机关|请", text.Zh);
            Assert.Matches(
                "逾期|否则|不得|无需|未收到|有误|有异议|重新|可以|不受|等候|已|到期|不能|后|登录|不会", text.Zh);
        }
    }

    [Fact]
    public void A_text_to_a_phone_is_short_and_has_no_words_of_an_officer()
    {
        foreach (var notice in Notices)
        {
            var text = NoticeTexts.ForPhone(notice);
            Assert.InRange(text.Length, 10, NoticeTexts.MaxPhoneText);
            foreach (var name in (string[])["message", "reasons", "reason"])
                if (notice.Values.TryGetValue(name, out var words))
                    Assert.DoesNotContain(words, text, StringComparison.Ordinal);
        }
        Assert.InRange(NoticeTexts.ForPhone([.. Notices]).Length, 10, NoticeTexts.MaxPhoneText);
        Assert.Contains(
            "另有 1 条通知", NoticeTexts.ForPhone([Notice("cancellationUndone"), Notice("cancellationUndone")]),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_notice_names_the_document_the_service_and_the_day_as_people_do()
    {
        Assert.StartsWith("您的从业资格证（普通货运驾驶员）有效期至2026年2月13日（含当日）", NoticeTexts.Of(
            Notices.First(one => one.Kind == "renewalOpens")).Zh, StringComparison.Ordinal);
        var accepted = NoticeTexts.Of(Notice(
            "applicationAccepted", ("application", "Q-1.1"), ("service", "certificate.renewal"),
            ("decideBy", "2026-02-28")));
        Assert.Contains("从业资格证换发申请已受理", accepted.Zh, StringComparison.Ordinal);
        Assert.Contains("28 February 2026", accepted.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Notices_of_before_their_values_grew_are_read_all_the_same() =>
        Assert.StartsWith("您的申请已受理", NoticeTexts.Of(
            Notice("applicationAccepted", ("application", "Q-1.1"), ("decideBy", "2026-02-28"))).Zh,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("07:59:59", null, "08:00")]
    [InlineData("08:00:00", null, null)]
    [InlineData("20:59:59", null, null)]
    [InlineData("21:00:00", null, "08:00")]
    [InlineData("23:30:00", "2026-02-13", null)] // What it is about is today.
    [InlineData("23:30:00", "2026-02-14", "08:00")]
    public void Texts_go_out_by_day(string at, string? lastDay, string? notBefore)
    {
        var local = new DateTimeOffset(2026, 2, 13, 0, 0, 0, TimeSpan.FromHours(8))
            + TimeSpan.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
        var from = TextHours.From(
            lastDay is null ? Notice("expired") : Notice("expired", ("lapsesAfter", lastDay)), local);
        Assert.Equal(notBefore is null ? local : from, from);
        if (notBefore is null) return;
        Assert.True(from > local && from - local < TimeSpan.FromHours(12));
        Assert.Equal(TimeSpan.FromHours(8), ShanghaiTime.ToLocal(from).TimeOfDay);
    }

    [Fact]
    public void What_law_or_security_demand_is_not_switched_off()
    {
        var none = NoticeChoices.Every.Aggregate(
            NoticeChoices.All, (choices, one) => choices.With(one.Topic, one.Channel, on: false));
        none = NoticeChoices.Parse(none.ToString());
        Assert.True(none.Wants("identity.bound", NoticeChannel.Sms));
        Assert.True(none.Wants("applicationRefused", NoticeChannel.Webhook));
        Assert.True(none.Wants("a kind that comes later", NoticeChannel.Sms));
        Assert.False(none.Wants("renewalOpens", NoticeChannel.Sms));
        Assert.True(none.With(NoticeTopic.Reminder, NoticeChannel.Sms, on: true).Wants(
            "renewalOpens", NoticeChannel.Sms));
    }
}
