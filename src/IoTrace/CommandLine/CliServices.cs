using Cocona.Application;
using Cocona.Command;
using Cocona.Command.Binder;
using Cocona.Command.Binder.Validation;
using Cocona.Command.BuiltIn;
using Cocona.Command.Dispatcher;
using Cocona.Command.Dispatcher.Middlewares;
using Cocona.CommandLine;
using Cocona.Help;

namespace IoTrace.Cli.CommandLine;

/// <summary>
/// Cocona's parts, put together by hand. Its application class starts a generic host, which takes signals, reads settings from the
/// working folder and costs a quarter of the start-up time; nothing of that is of use here.
/// </summary>
/// <param name="words">What was typed: only the commands it needs are described, which takes reflection.</param>
/// <param name="help">Where help goes.</param>
internal sealed class CliServices(CommandWords words, Terminal terminal, TextWriter help)
    : IServiceProvider, ICoconaInstanceActivator, ICoconaServiceProviderScopeSupport, ICoconaConsoleProvider, ICoconaParameterValidatorProvider, IDisposable, IAsyncDisposable
{
    private readonly CoconaAppContextAccessor context = new();
    private CoconaBuiltInCommandProvider? commands;

    public ICoconaCommandProvider Commands =>
        commands ??= new CoconaBuiltInCommandProvider(new CoconaCommandProvider(CommandSet.Of(words.Path, terminal), CommandProviderOptions.None), enableShellCompletionSupport: false);

    public ICoconaCommandResolver Resolver { get; } = new CoconaCommandResolver(new CoconaCommandLineParser(), new CoconaCommandMatcher());

    public ICoconaCommandDispatcher Dispatcher =>
        new CoconaCommandDispatcher(this, this, new CoconaCommandDispatcherPipelineBuilder(this, this).UseMiddleware<CoconaCommandInvokeMiddleware>(), this, context);

    TextWriter ICoconaConsoleProvider.Output => help;

    TextWriter ICoconaConsoleProvider.Error => terminal.Error;

    public object? GetService(Type serviceType) =>
        serviceType == typeof(ICoconaParameterBinder) ? new CoconaParameterBinder(this, new ValueConverter(), this)
        : serviceType == typeof(ICoconaConsoleProvider) ? this
        : serviceType == typeof(ICoconaHelpMessageBuilder) ? new CoconaHelpMessageBuilder(context, new CommandHelp(), new HelpText(Terminal.Columns), Commands)
        : serviceType == typeof(ICoconaCommandHelpProvider) ? new CommandHelp()
        : serviceType == typeof(ICoconaHelpRenderer) ? new HelpText(Terminal.Columns)
        : null;

    // Cocona makes nothing else: commands are delegates, and its own commands need no services to be made.
    object? ICoconaInstanceActivator.GetServiceOrCreateInstance(IServiceProvider serviceProvider, Type instanceType) => Activator.CreateInstance(instanceType);

    object? ICoconaInstanceActivator.CreateInstance(IServiceProvider serviceProvider, Type instanceType, object[]? parameters) => Activator.CreateInstance(instanceType, parameters);

    (IDisposable Scope, IServiceProvider ScopedServiceProvider) ICoconaServiceProviderScopeSupport.CreateScope(IServiceProvider serviceProvider) => (this, this);

    (IAsyncDisposable Scope, IServiceProvider ScopedServiceProvider) ICoconaServiceProviderScopeSupport.CreateAsyncScope(IServiceProvider serviceProvider) => (this, this);

    IEnumerable<ICoconaParameterValidator> ICoconaParameterValidatorProvider.CreateValidators(ICommandParameterDescriptor parameter) => [];

    public void Dispose()
    {
        // Nothing here holds anything.
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
