using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.ExamSessions;
using OrleansRegistry.Domain.Findings;
using OrleansRegistry.Domain.Keyrings;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Objections;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Opinions;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.TrustLists;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Answers;

/// <summary>
/// Writes the answer to a command. A command about an application, a letter or a driver's link is answered with that,
/// any other with its entity.
/// </summary>
public sealed class AnswerWriter : IAnswerWriter
{
    /// <summary>Chinese stays readable; the contract's own checks make validation needless.</summary>
    private static readonly JsonWriterOptions _options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true,
    };

    /// <inheritdoc/>
    public void Write(
        IBufferWriter<byte> output, EntityId id, EntityState state, int version, Command command, Context context)
    {
        using var writer = new Utf8JsonWriter(output, _options);
        var json = RegistryJson.Wire;
        if (ApplicationOf(id, state, command, context) is { } application) Show(application, json.ApplicationView);
        else if (AskOf(state, command, context) is { } ask) Show(ask, json.DriverAskView);
        else if (LinkOf(state, command, context) is { } link) Show(link, json.LinkView);
        else if (LetterOf(state, command) is { } letter) Show(letter, json.LetterView);
        else switch (state)
            {
                case Certificate c: Show(CertificateView.Of(c, context, version), json.CertificateView); break;
                case Person p when command is ChangeProfile: Show(ProfileView.Of(p), json.ProfileView); break;
                case Person p: Show(PersonView.Of(p), json.PersonView); break;
                case Operator o: Show(OperatorView.Of(o, context, version), json.OperatorView); break;
                case Vehicle v: Show(VehicleView.Of(v, context, version), json.VehicleView); break;
                case RailCareer c: Show(RailLicenceView.Of(c, context, version), json.RailLicenceView); break;
                case Employer e: Show(EmployerView.Of(e, context, version), json.EmployerView); break;
                case ExamSession s: Show(ExamSessionView.Of(s), json.ExamSessionView); break;
                case Trip t: Show(TripView.Of(t, context, version), json.TripView); break;
                case Keyring k: Show(KeyringView.Of(k, version), json.KeyringView); break;
                case TrustList l: Show(TrustListView.Of(l, context, version), json.TrustListView); break;
                case Objection o: Show(ObjectionView.Of(o, context, version), json.ObjectionView); break;
                case RoadsideFinding f: Show(FindingView.Of(f, context, version), json.FindingView); break;
                case Opinion o: Show(OpinionView.From(o, context, version), json.OpinionView); break;
                // The command was about none of its applications: no more of the binding is shown.
                case IdentityBinding: writer.WriteNullValue(); break;
                default: throw new ArgumentOutOfRangeException(nameof(state));
            }

        void Show<T>(T view, JsonTypeInfo<T> shape) => JsonSerializer.Serialize(writer, view, shape);
    }

    /// <summary>
    /// The application that the command was about; null: it was about none that is still in the state.
    /// </summary>
    private static ApplicationView? ApplicationOf(EntityId id, EntityState state, Command command, Context context)
    {
        if (state is not IApplicationOwner owner) return null;
        var about = command switch
        {
            Apply => owner.Newest(),
            FileBinding => (state as IdentityBinding)?.OpenOf(ServiceId.IdentityBinding),
            RequestUnbinding => (state as IdentityBinding)?.OpenOf(ServiceId.IdentityUnbinding),
            RequestPersonAct act => (state as IdentityBinding)?.OpenOf(act.Service),
            ActOnAccount => (state as IdentityBinding)?.OpenOf(ServiceId.AccountAct),
            CorrectRailLicence => (state as RailCareer)?.AwaitedCorrection,
            ApplicationCommand one => owner.Find(one.ApplicationId),
            _ => null,
        };
        if (about is null) return null;
        var view = state is IdentityBinding binding
            ? BindingViews.Of((BindingApplication)about, binding, context.Actor, context.Today)
            : ApplicationView.Of(about, id, owner, context);
        return view.WithHandler(context.Contacts);
    }

    /// <summary>The request to a driver that the command was about; null: it was about none.</summary>
    private static DriverAskView? AskOf(EntityState state, Command command, Context context) =>
        DriverAsks.Of((state as Operator)?.Asked ?? (state as Employer)?.Asked ?? [], command, context.Today) is { } ask
            ? DriverAskView.Of(ask, context.Now)
            : null;

    /// <summary>
    /// The letter that the command was about; null: it was about none, or the sender is the one who reads it.
    /// </summary>
    private static LetterView? LetterOf(EntityState state, Command command) =>
        state is Employer employer && command is CompleteLetter done
        && employer.Letters.FirstOrDefault(one => one.Id == done.LetterId) is { } letter
            ? LetterView.Of(letter, employer)
            : null;

    /// <summary>The link of a person that the command was about; null: it was about none.</summary>
    private static LinkView? LinkOf(EntityState state, Command command, Context context) =>
        state is Person person && command is LinkCommand about && PersonLinks.Find(person, about.LinkId) is { } link
            ? LinkView.Of(link, context.Facts.Entity(link.Party), context.Now)
            : null;
}
