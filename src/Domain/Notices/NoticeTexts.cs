using System.Collections.Frozen;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Notices;

/// <summary>
/// The texts of notices, by kind, in both languages. Each says who must act, until when, and what happens otherwise. A
/// text has no id, no code, and no personal data except a name.
/// </summary>
public static class NoticeTexts
{
    /// <summary>
    /// Longest text to a phone, in characters: two segments of 67, which phones join.
    /// </summary>
    public const int MaxPhoneText = 134;

    private const string ByLogin = "详情请登录查看", AtCounter = "详情请到受理窗口询问", Helped = "您帮办的";

    private static readonly FrozenDictionary<string, (NoticeTemplate Zh, NoticeTemplate En)> _texts = Read();

    /// <summary>What a helper who was named at the counter hears of: the application and its document.</summary>
    private static readonly FrozenSet<string> _ofApplications = OfApplications();

    // A notice that a newer program left in the outbox still goes out.
    private static readonly (NoticeTemplate Zh, NoticeTemplate En) _unknown = (
        new("您有新的办事通知，请登录查看。"), new("There is news for you; please sign in to read it."));

    /// <summary>Every kind that has texts.</summary>
    public static IEnumerable<string> Kinds => _texts.Keys;

    /// <summary>The text of <paramref name="notice"/> for the person who receives it.</summary>
    public static LocalText Of(Notice notice) => Of(notice, (_, text) => text);

    /// <summary>
    /// The text for the log: without what officers wrote in their own words, and without where and when somebody
    /// drives.
    /// </summary>
    public static LocalText ForLog(Notice notice) => Of(
        notice, (name, text) => IsFree(name) || IsMovement(name) ? "***" : text);

    /// <summary>
    /// The text for a phone, in Chinese. What officers wrote in their own words is left out (it is read after signing
    /// in), and a text that is too long is cut off.
    /// </summary>
    public static string ForPhone(Notice notice) =>
        Shortened(Of(notice, (name, text) => IsFree(name) ? ByLogin : text).Zh);

    /// <summary>
    /// One text to a phone for several notices of a day: the first in full, and the number of the others.
    /// </summary>
    public static string ForPhone(IReadOnlyList<Notice> bundle)
    {
        if (bundle.Count == 1) return ForPhone(bundle[0]);
        var rest = $"另有 {bundle.Count - 1} 条通知，请登录查看。";
        var first = ForPhone(bundle[0]);
        return first.Length + rest.Length <= MaxPhoneText
            ? first + rest : $"您有 {bundle.Count} 条新的办事通知，请登录查看，注意各项办理期限。";
    }

    /// <summary>
    /// The same to whoever helps somebody without a phone (帮办人): it is not the reader's own, and there is nowhere to
    /// sign in, so what is not in it is said at the counter. Only of the application: null when there is nothing of it.
    /// </summary>
    public static string? ForHelper(IReadOnlyList<Notice> bundle)
    {
        List<Notice> own = [.. bundle.Where(one => IsOfApplication(one.Kind))];
        if (own.Count == 0) return null;
        var first = ToHelper(Of(own[0], (name, text) => IsFree(name) ? AtCounter : text).Zh);
        var rest = own.Count == 1 ? "" : $"另有 {own.Count - 1} 条通知，{AtCounter}。";
        return first.Length + rest.Length <= MaxPhoneText ? first + rest
            : first[..(MaxPhoneText - AtCounter.Length - 2)] + "…" + AtCounter + "。";
    }

    /// <summary>The holder is not asked to do anything by a text that a helper reads.</summary>
    private static string ToHelper(string text) =>
        Helped + text.Replace("您的", "", StringComparison.Ordinal).Replace("您", "申请人", StringComparison.Ordinal);

    private static bool IsOfApplication(string kind) => _ofApplications.Contains(kind);

    /// <summary>What it says without anything of whom it is about: for those who see that notices go out.</summary>
    public static LocalText WithoutValues(Notice notice) => Of(notice, (_, _) => "…");

    /// <summary>The names of the values that the texts of <paramref name="kind"/> have places for.</summary>
    public static IEnumerable<string> ValuesOf(string kind) =>
        _texts[kind].Zh.Values.Concat(_texts[kind].En.Values).Distinct(StringComparer.Ordinal);

    private static bool IsMovement(string name) => name is "from" or "to" or "departsAt" or "plate";

    private static bool IsFree(string name) => name is "message" or "reasons" or "reason";

    private static string Shortened(string text) =>
        text.Length <= MaxPhoneText ? text : text[..(MaxPhoneText - ByLogin.Length - 2)] + "…" + ByLogin + "。";

    private static LocalText Of(Notice notice, Func<string, string, string> shown)
    {
        var (zh, en) = _texts.GetValueOrDefault(notice.Kind, _unknown);
        return new LocalText(
            zh.Fill(name => NoticeWords.Zh(name, notice.Values) is { } text ? shown(name, text) : null),
            en.Fill(name => NoticeWords.En(name, notice.Values) is { } text ? shown(name, text) : null));
    }

    private static FrozenSet<string> OfApplications()
    {
        List<string> kinds = ["remind.supplement", "remind.pickUp"];
        ApplicationNoticeTexts.AddTo((kind, _, _) => kinds.Add(kind));
        return kinds.Where(kind => !kind.StartsWith("desk.", StringComparison.Ordinal)).ToFrozenSet();
    }

    private static FrozenDictionary<string, (NoticeTemplate Zh, NoticeTemplate En)> Read()
    {
        var texts = new Dictionary<string, (NoticeTemplate, NoticeTemplate)>(StringComparer.Ordinal);
        void Add(string kind, string zh, string en) =>
            texts.Add(kind, (new NoticeTemplate(zh), new NoticeTemplate(en)));
        CertificateNoticeTexts.AddTo(Add);
        ApplicationNoticeTexts.AddTo(Add);
        VehicleNoticeTexts.AddTo(Add);
        RailNoticeTexts.AddTo(Add);
        RailCorrectionTexts.AddTo(Add);
        TripNoticeTexts.AddTo(Add);
        IdentityNoticeTexts.AddTo(Add);
        LinkNoticeTexts.AddTo(Add);
        ContestNoticeTexts.AddTo(Add);
        ReminderTexts.AddTo(Add);
        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
